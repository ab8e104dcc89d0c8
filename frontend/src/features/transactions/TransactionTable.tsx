import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { TransactionRow } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { useMedia } from '@/lib/media'
import { transactions as t } from '@/messages/en'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { type Column, Table } from '@/ui/Table'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import './history'
import { SortHead } from './SortHead'
import type { TransactionsSearch } from './search'
import { labelText, orderName, outcome, toneOf } from './words'

const ROOMY = '(min-width: 1200px)'
const NARROW_DROPS: readonly string[] = ['category', 'reason']

interface TransactionTableProps {
  rows: readonly TransactionRow[]
  search: TransactionsSearch
}

/** The orders of a page. The link of each row is what J, K and the arrows walk along. */
export function TransactionTable({ rows, search }: TransactionTableProps) {
  const roomy = useMedia(ROOMY)
  const open = (row: TransactionRow, text: string, width = '') => (
    <Link
      to="/transactions/$id"
      params={{ id: String(row.id) }}
      state={{ list: search }}
      className={`stretch block truncate rounded-sm ${width}`}
    >
      {text}
    </Link>
  )
  const sort = search.sort ?? '-occurred_at'
  const columns: Column<TransactionRow>[] = [
    {
      key: 'score',
      head: <SortHead label={t.heads.score} sorts={['-score']} search={search} />,
      ...(sort === '-score' && { sort: 'descending' }),
      cell: (row) => <ScoreBadge score={row.score} level={row.level} />,
    },
    {
      key: 'decision',
      head: t.heads.decision,
      cell: (row) => <Tag tone={toneOf(row)}>{outcome(row)}</Tag>,
    },
    { key: 'order', head: t.heads.order, cell: (row) => open(row, orderName(row), 'max-w-36') },
    { key: 'customer', head: t.heads.customer, cell: (row) => <Cut text={row.customer} /> },
    {
      key: 'category',
      head: t.heads.category,
      cell: (row) => <Cut text={codeText(row.merchant_category, t.category)} />,
    },
    {
      key: 'reason',
      head: t.heads.reason,
      cell: (row) => <Cut text={row.top_reason} wide />,
    },
    {
      key: 'label',
      head: t.heads.label,
      cell: (row) => row.label && <Label of={row.label} />,
    },
    {
      key: 'when',
      head: (
        <SortHead label={t.heads.when} sorts={['-occurred_at', 'occurred_at']} search={search} />
      ),
      ...(sort === '-occurred_at' && { sort: 'descending' }),
      ...(sort === 'occurred_at' && { sort: 'ascending' }),
      cell: (row) => <Moment at={row.occurred_at} roomy={roomy} />,
    },
    {
      key: 'amount',
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
  return (
    <Table
      label={t.title}
      rows={rows}
      rowKey={(row) => row.id}
      columns={roomy ? columns : columns.filter(({ key }) => !NARROW_DROPS.includes(key))}
      card={(row) => ({
        lead: (
          <span className="w-12 flex-none">
            <ScoreBadge score={row.score} level={row.level} />
          </span>
        ),
        title: open(row, row.customer ?? orderName(row)),
        end: <Money amount={row.amount} currency={row.currency} />,
        detail: (
          <>
            {row.label ? labelText(row.label) : outcome(row)} · <When at={row.occurred_at} />
            {row.top_reason && <> · {row.top_reason}</>}
          </>
        ),
      })}
    />
  )
}

function Cut({ text, wide = false }: { text: string | number | null; wide?: boolean }) {
  return <span className={clsx('block truncate', wide ? 'max-w-72' : 'max-w-36')}>{text}</span>
}

function Label({ of }: { of: NonNullable<TransactionRow['label']> }) {
  return (
    <span className={of.label === 'fraud' ? 'text-high-text' : 'text-low-text'}>
      {labelText(of)}
    </span>
  )
}

/** Relative; exact while the row has the focus, since its cells cannot have it themselves. */
function Moment({ at, roomy }: { at: string; roomy: boolean }) {
  return (
    <span className={clsx('block whitespace-nowrap text-ink-2', roomy ? 'w-44' : 'w-28')}>
      <span className="in-[tr:has(a:focus-visible)]:hidden">
        <When at={at} />
      </span>
      <span className="hidden in-[tr:has(a:focus-visible)]:inline">
        <When at={at} as={roomy ? 'exact' : 'short'} />
      </span>
    </span>
  )
}
