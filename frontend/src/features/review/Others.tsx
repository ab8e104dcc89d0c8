import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import { common, review as t } from '@/messages/en'
import { ErrorState } from '@/ui/ErrorState'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { Money } from '@/ui/Money'
import { Skeleton } from '@/ui/Skeleton'
import { When } from '@/ui/When'

const SHOWN = 5

/** The latest other orders of a customer and what became of them: the pace says much. */
export function Others({ customer, except }: { customer: string; except: number }) {
  const query = { customer, limit: SHOWN + 1 }
  const orders = $api.useQuery('get', '/api/transactions', { params: { query } })
  if (orders.isPending) return <Skeleton className="h-32" />
  if (orders.error) {
    return (
      <ErrorState
        title={t.othersFailed}
        error={orders.error}
        onRetry={() => void orders.refetch()}
      />
    )
  }
  const others = orders.data.items.filter((row) => row.id !== except).slice(0, SHOWN)
  if (!others.length) return <p className="text-sm text-ink-2">{t.othersNone}</p>
  return (
    <>
      <h4 className="text-xs text-ink-3">{t.others}</h4>
      <ul>
        {others.map((row) => (
          <li key={row.id} className="border-b border-line py-1.5 last:border-0">
            <Link
              to="/transactions/$id"
              params={{ id: String(row.id) }}
              className="block rounded-sm hover:bg-sunken"
            >
              <span className="flex items-center justify-between gap-2 text-sm font-medium">
                <span className="flex items-center gap-1.5">
                  <LevelGlyph level={row.level} size={9} />
                  {row.label ? common.labels[row.label.label] : common.decided[row.decision]}
                </span>
                <Money amount={row.amount} currency={row.currency} />
              </span>
              <span className="text-xs text-ink-3">
                <When at={row.occurred_at} />
                {row.card && ` · ${row.card}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Link
        to="/transactions"
        search={{ customer }}
        className="mt-1 inline-block text-sm text-accent underline underline-offset-4"
      >
        {t.othersAll}
      </Link>
    </>
  )
}
