import { Link, useLocation } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { transactions as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import './history'
import type { TransactionsSearch } from './search'

/** Previous and next page, as addresses. A page opened by a pasted link only knows the first. */
export function Paging({ search, next }: { search: TransactionsSearch; next: string | null }) {
  const earlier = useLocation({ select: (location) => location.state.earlier }) ?? []
  const before = earlier.at(-1)
  if (!search.cursor && !next) return null
  return (
    <nav aria-label={t.pages} className="flex items-center justify-end gap-2">
      {search.cursor && (
        <Link
          to="/transactions"
          search={{ ...search, cursor: before ?? undefined }}
          state={{ earlier: earlier.slice(0, -1) }}
          className={buttonClass('plain', 's')}
        >
          <ChevronLeft aria-hidden="true" size={16} />
          {before === undefined ? t.firstPage : t.previous}
        </Link>
      )}
      {next && (
        <Link
          to="/transactions"
          search={{ ...search, cursor: next }}
          state={{ earlier: [...earlier, search.cursor ?? null] }}
          className={buttonClass('plain', 's')}
        >
          {t.next}
          <ChevronRight aria-hidden="true" size={16} />
        </Link>
      )}
    </nav>
  )
}
