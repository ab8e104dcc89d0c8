import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { TransactionDetail } from '@/lib/api.gen'
import { score as scoreText } from '@/lib/format'
import { hasHits, ofModel } from '@/lib/hits'
import { hits, order as t, transactions } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ContributionList, signalsOf } from '@/ui/ContributionList'
import { ErrorState } from '@/ui/ErrorState'
import { Later } from '@/ui/Later'
import { Notice } from '@/ui/Notice'
import { Skeleton } from '@/ui/Skeleton'
import type { WhyView } from '@/ui/why'
import { Call } from './Call'
import { FeedbackCard } from './FeedbackCard'
import { History } from './History'
import { orderOptions } from './parts'
import { RulesCard } from './RulesCard'
import { Similar } from './Similar'

export interface OrderMainProps {
  id: number
  /** How the reasons are shown; belongs into the address. */
  why: WhyView
  onWhy: (view: WhyView) => void
  /** A second opinion: nothing that would sway it is shown. */
  blind?: boolean
  /** What stands beside it where there is room, and otherwise follows the reasons. */
  beside?: ReactNode
}

/** What a decision rests on, in the order in which it is made: call, reasons, others like it, past. */
export function OrderMain({ id, why, onWhy, blind = false, beside }: OrderMainProps) {
  const { data: order, error, refetch } = useQuery(orderOptions(id))
  if (error && !order) {
    return (
      <Card>
        <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
      </Card>
    )
  }
  if (!order) {
    return (
      <div className="flex flex-col gap-4">
        <Skeleton className="h-36" />
        <Skeleton className="h-96" />
      </div>
    )
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {order.degraded && !blind && <Notice tone="note">{transactions.one.degraded}</Notice>}
      {blind ? (
        <Notice tone="note">{t.blind}</Notice>
      ) : (
        <>
          <Call order={order} />
          {hasHits(order) && <RulesCard order={order} />}
          <ContributionList
            score={order.model_score}
            {...(order.rule_points !== 0 && { title: hits.whyModel(scoreText(order.model_score)) })}
            basePoints={order.base_points}
            factors={ofModel(order)}
            view={why}
            onView={onWhy}
            lines={order.policy}
            counterfactual={order.counterfactual}
            signals={signalsOf(order)}
          />
        </>
      )}
      {beside}
      <Later>
        <Similar id={id} blind={blind} />
        {!blind && <History id={id} />}
        {!blind && isDecided(order) && <FeedbackCard order={order} />}
      </Later>
    </div>
  )
}

/** Whether the order is not waiting for a person any more: what was done may turn out wrong. */
function isDecided({ decision, label, review }: TransactionDetail): boolean {
  if (decision !== 'review' || label !== null) return true
  return review === null || review.state === 'resolved'
}
