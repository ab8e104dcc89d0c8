import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import { common, transactions } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { Skeleton } from '@/ui/Skeleton'
import { When } from '@/ui/When'
import { outcome } from './words'

const t = transactions.one
const SHOWN = 4

/** What this customer ordered besides: facts to decide on, the newest first. */
export function OtherOrders({ customer, but }: { customer: string; but: number }) {
  const params = { query: { customer, limit: SHOWN + 1 } }
  const { data, error, refetch } = $api.useQuery('get', '/api/transactions', { params })
  const others = data?.items.filter((row) => row.id !== but).slice(0, SHOWN)
  return (
    <div className="mt-3 border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t.otherOrders}</h3>
      {!data && !error && <Skeleton className="mt-2 h-24" />}
      {!data && error && (
        <div className="-mx-4">
          <ErrorState title={t.otherOrdersFailed} error={error} onRetry={() => refetch()} />
        </div>
      )}
      {others?.length === 0 && <p className="mt-1 text-sm text-ink-2">{t.noOtherOrders}</p>}
      <ul className="mt-1">
        {others?.map((row) => (
          <li key={row.id} className="relative flex items-center gap-3 py-1.5">
            <ScoreBadge score={row.score} level={row.level} />
            <div className="min-w-0 flex-1">
              <Link
                to="/transactions/$id"
                params={{ id: String(row.id) }}
                className="stretch rounded-sm text-sm font-medium hover:underline"
              >
                <Money amount={row.amount} currency={row.currency} />
              </Link>
              <p className="truncate text-xs text-ink-3">
                {row.label ? common.labels[row.label.label] : outcome(row)} ·{' '}
                <When at={row.occurred_at} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
