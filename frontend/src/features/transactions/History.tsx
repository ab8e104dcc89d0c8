import { Link } from '@tanstack/react-router'
import type { TransactionDetail } from '@/lib/api.gen'
import { count, score as scoreText } from '@/lib/format'
import { common, transactions } from '@/messages/en'
import { Timeline, type TimelineEvent } from '@/ui/Timeline'

const t = transactions.one

/** Everything stored about the order that has a time, oldest first. */
export function History({ order }: { order: TransactionDetail }) {
  const { policy } = order
  const feedback = order.feedback
    .map(
      (one): TimelineEvent => ({
        key: `feedback-${one.id}`,
        at: one.created_at,
        title: t.said(common.sources[one.source], common.labels[one.label]),
        detail: [one.created_by && t.saidBy(one.created_by), !one.counts && t.replaced]
          .filter(Boolean)
          .join(' · '),
      }),
    )
    .reverse()
  const events: TimelineEvent[] = [
    { key: 'made', at: order.occurred_at, title: t.made },
    {
      key: 'scored',
      at: order.created_at,
      title: t.scored(scoreText(order.score)),
      detail: (
        <Link
          to="/models/$version"
          params={{ version: order.model_version }}
          className="underline decoration-line-strong underline-offset-4 hover:text-ink"
        >
          {t.scoredBy(order.model_version)}
        </Link>
      ),
    },
    {
      key: 'decided',
      at: order.created_at,
      title: transactions.decisions[order.decision],
      detail: t.policy(policy.version, count(policy.review_line), count(policy.block_line)),
    },
    ...feedback,
  ]
  return <Timeline events={events} />
}
