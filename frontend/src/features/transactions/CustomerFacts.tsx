import { Link } from '@tanstack/react-router'
import { ArrowUpRight } from 'lucide-react'
import type { CustomerBrief, TransactionDetail } from '@/lib/api.gen'
import { count, duration, money, when } from '@/lib/format'
import type { ListSlot } from '@/lib/listable'
import { useMe } from '@/lib/me'
import { order as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { Section } from './Section'

interface CustomerFactsProps {
  order: TransactionDetail
  /** Null where the order came without a customer. */
  brief: CustomerBrief | null
  /** Blocks or allows what it stands beside. */
  List: ListSlot | undefined
}

/** Who ordered, in three figures, and the way to the rest. */
export function CustomerFacts({ order, brief, List }: CustomerFactsProps) {
  const zone = useMe().merchant.time_zone
  if (!brief) return null
  const opened = order.customer_created_at
  const age = opened && (Date.parse(order.occurred_at) - Date.parse(opened)) / 1000
  // When the account was opened says more than the first order we know.
  const since = opened ?? brief.since
  const figures = [
    [count(brief.orders), t.orders(brief.orders)],
    [brief.typical_amount && money(brief.typical_amount, order.currency, 'whole'), t.typical],
    [count(brief.disputes), t.disputes(brief.disputes)],
  ] as const
  return (
    <Section title={t.customer} titleHidden>
      <div className="flex items-center gap-1">
        <div className="relative flex min-w-0 flex-1 items-center gap-3">
          <Avatar name={brief.customer} />
          <div className="min-w-0 flex-1">
            <p className="text-md font-semibold break-words">
              <Link
                to="/customers/$id"
                params={{ id: brief.customer }}
                title={t.openCustomer}
                className="stretch rounded-sm"
              >
                {brief.customer}
              </Link>
            </p>
            {since && <p className="text-xs text-ink-3">{t.since(when(since, zone, 'date'))}</p>}
          </div>
          <ArrowUpRight aria-hidden="true" size={18} className="text-ink-2" />
        </div>
        {List && <List values={[{ kind: 'customer', value: brief.customer }]} />}
      </div>
      <dl className="mt-3 flex gap-2">
        {figures.map(
          ([figure, name]) =>
            figure !== null && (
              <div
                key={name}
                className="flex min-w-0 flex-1 flex-col-reverse rounded-md bg-sunken px-2 py-1.5 text-center"
              >
                <dt className="text-xs text-ink-3">{name}</dt>
                <dd className="text-lg font-semibold tabular-nums">{figure}</dd>
              </div>
            ),
        )}
      </dl>
      {typeof age === 'number' && (
        <p className="mt-2 text-xs text-ink-3">
          {age < 0 ? t.openedAfter : t.opened(duration(age))}
        </p>
      )}
      {brief.open_reviews > 1 && (
        <p className="mt-2 text-xs font-medium text-high-text">
          {t.openReviews(brief.open_reviews - 1, count(brief.open_reviews - 1))}
        </p>
      )}
    </Section>
  )
}
