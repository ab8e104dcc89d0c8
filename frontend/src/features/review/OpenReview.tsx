import { Suspense, useEffect } from 'react'
import { lazily } from '@/lib/online'
import { DecisionBar, type DecisionBarProps } from './DecisionBar'
import { Detail, type Parts } from './Detail'
import type { Desk } from './useReview'

const BulkBar = lazily(() => import('./BulkBar'))
const DecidedBar = lazily(() => import('./DecidedBar'))

/** Time to read who was first; the next order slides in after it. */
const READ_MS = 5_000

interface OpenReviewProps extends Omit<DecisionBarProps, 'review'>, Parts {
  desk: Desk
  onBulk: (choice: 'approve' | 'decline') => void
}

/** The open order and, under it, what to do with it, or with all that are marked. */
export function OpenReview({ desk, Main, Facts, onBulk, ...bar }: OpenReviewProps) {
  const { id, item, review, changes, marking, goTo, nextFree } = desk
  const settled = id === null ? undefined : changes.get(id)?.resolution
  const resolution = item.data?.resolution ?? settled
  const next = resolution ? nextFree() : undefined

  // Only where somebody decided while it was open: a decided order that was opened stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts when it was decided
  useEffect(() => {
    if (!settled || next === undefined) return
    const timer = setTimeout(() => goTo(next), READ_MS)
    return () => clearTimeout(timer)
  }, [id, settled?.at])

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Detail desk={desk} Main={Main} Facts={Facts} />
      <Suspense>
        {marking.isOn ? (
          <BulkBar marked={marking.marked} onChoose={onBulk} onClear={marking.clear} />
        ) : resolution ? (
          <DecidedBar
            key={id}
            resolution={resolution}
            review={review}
            onNext={next === undefined ? undefined : () => goTo(next)}
          />
        ) : (
          review && <DecisionBar review={review} {...bar} />
        )}
      </Suspense>
    </div>
  )
}
