import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { TransactionRow } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { transactions as t } from '@/messages/en'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { Tag } from '@/ui/Tag'
import type { FixedColumn } from '@/ui/VirtualTable'
import { When } from '@/ui/When'
import type { ColumnKey } from './choice'
import { SortHead } from './SortHead'
import type { TransactionsSearch } from './search'
import { labelText, orderName, outcome, toneOf } from './words'

interface ColumnsProps {
  search: TransactionsSearch
  chosen: readonly ColumnKey[]
  /** A row's link, with this text. */
  open: (row: TransactionRow, text: string) => ReactNode
}

/** The chosen columns of the list, in their one order. */
export function columnsOf({ search, chosen, open }: ColumnsProps): FixedColumn<TransactionRow>[] {
  const sort = search.sort ?? '-occurred_at'
  const all: (FixedColumn<TransactionRow> & { key: ColumnKey })[] = [
    {
      key: 'score',
      width: 5,
      head: <SortHead label={t.heads.score} sorts={['-score']} search={search} />,
      ...(sort === '-score' && { sort: 'descending' }),
      cell: (row) => <ScoreBadge score={row.score} level={row.level} />,
    },
    {
      key: 'decision',
      width: 7,
      head: t.heads.decision,
      cell: (row) => <Tag tone={toneOf(row)}>{outcome(row)}</Tag>,
    },
    {
      key: 'order',
      width: 8,
      head: t.heads.order,
      cell: (row) => open(row, orderName(row)),
    },
    { key: 'customer', width: 8, head: t.heads.customer, cell: (row) => row.customer },
    {
      key: 'category',
      width: 7,
      head: t.heads.category,
      cell: (row) => codeText(row.merchant_category, t.category),
    },
    {
      key: 'type',
      width: 8,
      head: t.heads.type,
      cell: (row) => codeText(row.transaction_type, t.one.type),
    },
    { key: 'card', width: 8, head: t.heads.card, cell: (row) => row.card },
    { key: 'country', width: 5, head: t.heads.country, cell: (row) => row.country },
    { key: 'reason', width: 13.5, head: t.heads.reason, cell: (row) => row.top_reason },
    {
      key: 'label',
      width: 8.5,
      head: t.heads.label,
      cell: (row) => row.label && <Label of={row.label} />,
    },
    {
      key: 'when',
      width: 9,
      head: (
        <SortHead label={t.heads.when} sorts={['-occurred_at', 'occurred_at']} search={search} />
      ),
      ...(sort === '-occurred_at' && { sort: 'descending' }),
      ...(sort === 'occurred_at' && { sort: 'ascending' }),
      cell: (row) => <Moment at={row.occurred_at} />,
    },
    {
      key: 'amount',
      width: 7,
      head: <SortHead label={t.heads.amount} sorts={['-amount']} search={search} />,
      ...(sort === '-amount' && { sort: 'descending' }),
      align: 'end',
      cell: (row) => (
        <span className="font-medium">
          <Money amount={row.amount} currency={row.currency} />
        </span>
      ),
    },
  ]
  return all.filter(({ key }) => chosen.includes(key))
}

function Label({ of }: { of: NonNullable<TransactionRow['label']> }) {
  return (
    <span className={clsx(of.label === 'fraud' ? 'text-high-text' : 'text-low-text')}>
      {labelText(of)}
    </span>
  )
}

/** Relative; exact while the row has the focus, since its cells cannot have it themselves. */
function Moment({ at }: { at: string }) {
  return (
    <span className="text-ink-2">
      <span className="in-[tr:has(a:focus-visible)]:hidden">
        <When at={at} />
      </span>
      <span className="hidden in-[tr:has(a:focus-visible)]:inline">
        <When at={at} as="exact" />
      </span>
    </span>
  )
}
