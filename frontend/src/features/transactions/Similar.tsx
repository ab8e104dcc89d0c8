import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SimilarPayment } from '@/lib/api.gen'
import { order as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Money } from '@/ui/Money'
import { ScoreBadge } from '@/ui/ScoreBadge'
import { Skeleton } from '@/ui/Skeleton'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { similarOptions } from './parts'
import { orderName } from './words'

const TONES = { fraud: 'high', good: 'low', unknown: 'neutral' } as const

/** The nearest past orders with what became of them and how that is known; a line sums them up. */
export function Similar({ id, blind }: { id: number; blind: boolean }) {
  const { data, error, refetch } = useQuery(similarOptions(id))
  if (error) {
    return (
      <Card title={t.similar}>
        <ErrorState title={t.similarFailed} error={error} onRetry={() => void refetch()} />
      </Card>
    )
  }
  if (!data) return <Skeleton className="h-64" />
  if (!data.items.length) return null
  const note =
    t.fraudOf(data.fraud, data.items.length) + (data.unknown > 0 ? t.unknownOf(data.unknown) : '')
  return (
    <Card title={t.similar} note={note} flush>
      <ul className="border-t border-line">
        {data.items.map((item) => (
          <Item key={item.transaction.id} item={item} blind={blind} />
        ))}
      </ul>
    </Card>
  )
}

function Item({ item, blind }: { item: SimilarPayment; blind: boolean }) {
  const { transaction: row, outcome, known_by } = item
  return (
    <li className="relative flex items-center gap-3 border-b border-line px-4 py-2.5 last:border-0 hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft">
      {!blind && (
        <span className="w-12 flex-none">
          <ScoreBadge score={row.score} level={row.level} />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <Link
          to="/transactions/$id"
          params={{ id: String(row.id) }}
          className="stretch block truncate rounded-sm text-base"
        >
          {row.customer ?? orderName(row)}
        </Link>
        <p className="truncate text-xs text-ink-3">
          <When at={row.occurred_at} as="day" />
          {!blind && row.top_reason && <> · {row.top_reason}</>}
        </p>
      </div>
      <div className="flex flex-none flex-col items-end gap-0.5">
        <span className="flex items-center gap-2.5">
          <span className="text-base font-medium">
            <Money amount={row.amount} currency={row.currency} />
          </span>
          <Tag tone={TONES[outcome]}>{t.outcomes[outcome]}</Tag>
        </span>
        {known_by && <span className="text-xs text-ink-3">{t.knownBy[known_by]}</span>}
      </div>
    </li>
  )
}
