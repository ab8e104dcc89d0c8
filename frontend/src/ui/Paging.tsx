import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { common as t } from '@/messages/en'
import { buttonClass } from './Button'

// What an entry of the browser's history knows and its address does not need to say.
declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, `null` for the first: the API only goes forward. */
    earlier?: (string | null)[]
  }
}

/**
 * Previous and next page of the list on this address, as addresses; its search has a `cursor`. A
 * page opened by a pasted link only knows the first.
 */
export function Paging({ next }: { next: string | null }) {
  const { cursor } = useSearch({ strict: false })
  const earlier = useLocation({ select: (location) => location.state.earlier }) ?? []
  const before = earlier.at(-1)
  if (!cursor && !next) return null
  return (
    <nav aria-label={t.pages} className="flex items-center justify-end gap-2">
      {cursor && (
        <Link
          to="."
          search={(search) => ({ ...search, cursor: before ?? undefined })}
          state={{ earlier: earlier.slice(0, -1) }}
          className={buttonClass('plain', 's')}
        >
          <ChevronLeft aria-hidden="true" size={16} />
          {before === undefined ? t.firstPage : t.previous}
        </Link>
      )}
      {next && (
        <Link
          to="."
          search={(search) => ({ ...search, cursor: next })}
          state={{ earlier: [...earlier, cursor ?? null] }}
          className={buttonClass('plain', 's')}
        >
          {t.next}
          <ChevronRight aria-hidden="true" size={16} />
        </Link>
      )}
    </nav>
  )
}
