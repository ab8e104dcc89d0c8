import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CustomerDetail, TransactionRow } from '@/lib/api.gen'
import { common, customers } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { Skeleton } from '@/ui/Skeleton'
import { When } from '@/ui/When'
import { labelledOptions, ordersOptions } from './query'

const t = customers.page

/** The latest orders, and the way to all of them. */
export function OrdersCard({ customer: { customer } }: { customer: CustomerDetail }) {
  const { data, error, refetch } = useQuery(ordersOptions(customer))
  return (
    <Card
      title={t.history}
      flush
      action={
        <Link
          to="/transactions"
          search={{ customer }}
          className="rounded-sm text-sm font-medium text-accent underline-offset-4 hover:underline pointer-coarse:py-2"
        >
          {t.all}
        </Link>
      }
    >
      {!data && !error && <Skeleton className="m-4 h-56" />}
      {!data && error && (
        <ErrorState title={t.historyFailed} error={error} onRetry={() => void refetch()} />
      )}
      {data && <Orders label={t.history} rows={data.items} />}
    </Card>
  )
}

/** The orders that turned out to be fraud, and how that is known. */
export function DisputesCard({ customer: { customer } }: { customer: CustomerDetail }) {
  const { data, error, refetch } = useQuery(labelledOptions(customer))
  const rows = data?.items.filter((row) => row.label?.label === 'fraud')
  return (
    <Card title={t.disputesTitle} flush>
      {!data && !error && <Skeleton className="m-4 h-24" />}
      {!data && error && (
        <ErrorState title={t.disputesFailed} error={error} onRetry={() => void refetch()} />
      )}
      {rows && <Orders label={t.disputesTitle} rows={rows} />}
    </Card>
  )
}

function Orders({ label, rows }: { label: string; rows: readonly TransactionRow[] }) {
  return (
    <ul aria-label={label} className="border-t border-line">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-0 hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft"
        >
          <span className="w-12 flex-none">
            <ScoreBadge score={row.score} level={row.level} />
          </span>
          <div className="min-w-0 flex-1">
            <Link
              to="/transactions/$id"
              params={{ id: String(row.id) }}
              className="stretch block truncate rounded-sm text-base"
            >
              {row.top_reason ?? row.external_id ?? String(row.id)}
            </Link>
            <p className="truncate text-xs text-ink-3">
              {row.label
                ? `${common.labels[row.label.label]}, ${common.sources[row.label.source].toLowerCase()}`
                : common.decided[row.decision]}{' '}
              · <When at={row.occurred_at} />
            </p>
          </div>
          <span className="flex-none text-base font-medium">
            <Money amount={row.amount} currency={row.currency} />
          </span>
        </li>
      ))}
    </ul>
  )
}
