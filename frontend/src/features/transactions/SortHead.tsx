import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { transactions as t } from '@/messages/en'
import type { SORTS, TransactionsSearch } from './search'

type Sort = (typeof SORTS)[number]

interface SortHeadProps {
  label: string
  /** What pressing the head goes through, one after the other. */
  sorts: readonly [Sort, ...Sort[]]
  search: TransactionsSearch
}

/** The head of a column that sorts: an address, like everything that changes the list. */
export function SortHead({ label, sorts, search }: SortHeadProps) {
  const now = search.sort ?? '-occurred_at'
  const next = sorts[(sorts.indexOf(now) + 1) % sorts.length] ?? sorts[0]
  const Arrow = now.startsWith('-') ? ArrowDown : ArrowUp
  return (
    <Link
      to="/transactions"
      search={{ ...search, sort: next }}
      title={t.sorts[next]}
      className="inline-flex h-6 items-center gap-1 rounded-sm hover:text-ink"
    >
      {label}
      {sorts.includes(now) && <Arrow aria-hidden="true" size={12} />}
    </Link>
  )
}
