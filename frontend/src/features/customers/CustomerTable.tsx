import { Link } from '@tanstack/react-router'
import { Spark } from '@/charts/Spark'
import type { CustomerRow } from '@/lib/api.gen'
import { count, score } from '@/lib/format'
import { customers as t } from '@/messages/en'
import { levelOf } from '@/ui/levels'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { type FixedColumn, VirtualTable } from '@/ui/VirtualTable'
import { When } from '@/ui/When'

interface CustomerTableProps {
  rows: readonly CustomerRow[]
  hasMore: boolean
  onNearEnd: () => void
}

const COLUMNS: readonly FixedColumn<CustomerRow>[] = [
  {
    key: 'risk',
    width: 5,
    head: t.heads.risk,
    cell: (row) => <ScoreBadge score={row.risk} level={levelOf(row.risk)} />,
  },
  { key: 'customer', width: 12, head: t.heads.customer, cell: (row) => <Open row={row} /> },
  { key: 'trend', width: 7, head: t.heads.trend, cell: (row) => <Trend row={row} /> },
  {
    key: 'orders',
    width: 5.5,
    align: 'end',
    head: t.heads.orders,
    cell: (row) => count(row.orders),
  },
  {
    key: 'spent',
    width: 9,
    align: 'end',
    head: t.heads.spent,
    cell: (row) => <Money amount={row.spent} currency={row.currency} whole />,
  },
  { key: 'frauds', width: 5, align: 'end', head: t.heads.frauds, cell: (row) => some(row.frauds) },
  {
    key: 'disputes',
    width: 5.5,
    align: 'end',
    head: t.heads.disputes,
    cell: (row) => some(row.disputes),
  },
  {
    key: 'reviews',
    width: 7,
    align: 'end',
    head: t.heads.reviews,
    cell: (row) => some(row.open_reviews),
  },
  {
    key: 'last',
    width: 8,
    align: 'end',
    head: t.heads.last,
    cell: (row) => (
      <span className="text-ink-2">
        <When at={row.last_at} />
      </span>
    ),
  },
]

/** Customers in rows; the link of each is what J, K and the arrows walk along. */
export default function CustomerTable({ rows, hasMore, onNearEnd }: CustomerTableProps) {
  return (
    <VirtualTable
      label={t.title}
      name="customers"
      rows={rows}
      hasMore={hasMore}
      onNearEnd={onNearEnd}
      rowKey={(row) => row.customer}
      columns={COLUMNS}
      card={(row) => ({
        lead: (
          <span className="w-12 flex-none">
            <ScoreBadge score={row.risk} level={levelOf(row.risk)} />
          </span>
        ),
        title: <Open row={row} />,
        end: (
          <>
            <Money amount={row.spent} currency={row.currency} whole />{' '}
            <span className="text-xs text-ink-2">{t.notBlocked}</span>
          </>
        ),
        detail: (
          <>
            {[
              t.orders(row.orders, count(row.orders)),
              row.disputes > 0 && t.disputes(row.disputes, count(row.disputes)),
              row.open_reviews > 0 && t.openReviews(row.open_reviews, count(row.open_reviews)),
            ]
              .filter(Boolean)
              .join(' · ')}{' '}
            · <When at={row.last_at} />
          </>
        ),
      })}
    />
  )
}

/** Nothing where there is none: what there is some of stands out. */
const some = (number: number) =>
  number > 0 ? <span className="font-medium text-high-text">{count(number)}</span> : '–'

function Open({ row }: { row: CustomerRow }) {
  return (
    <Link
      to="/customers/$id"
      params={{ id: row.customer }}
      className="stretch block truncate rounded-sm"
    >
      {row.customer}
    </Link>
  )
}

function Trend({ row }: { row: CustomerRow }) {
  return <Spark values={row.trend} max={100} label={t.trend(row.trend.map(score).join(', '))} />
}
