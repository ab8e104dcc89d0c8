import { type ComponentType, Suspense, useState } from 'react'
import { ApiError } from '@/lib/errors'
import { lazily } from '@/lib/online'
import { common, review as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { Button } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { Later } from '@/ui/Later'
import { Notice } from '@/ui/Notice'
import { Skeleton } from '@/ui/Skeleton'
import type { WhyView } from '@/ui/why'
import { HEADING_ID, Head } from './Head'
import { heldByOther } from './live'
import { acts } from './sending'
import { isBlind, type Person } from './types'
import type { Desk } from './useReview'

const Notes = lazily(() => import('./Notes'))

/** How an order is shown: another feature knows, and the page is told which components it has. */
export interface Parts {
  Main: ComponentType<{
    id: number
    why: WhyView
    onWhy: (view: WhyView) => void
    /** A second opinion: nothing that would sway it is shown. */
    blind: boolean
  }>
  Facts: ComponentType<{ id: number }>
}

/** The order being decided: head, what there is to know of it, and what was noted. */
export function Detail({ desk, Main, Facts }: { desk: Desk } & Parts) {
  const { review, item, index, total, move, search, setWhy } = desk
  const error = item.data ? null : item.error
  const isGone = error instanceof ApiError && error.status === 404
  return (
    <article aria-labelledby={HEADING_ID} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Head review={review} index={index} of={total} onMove={move} />
      <section
        key={review?.id}
        aria-labelledby={HEADING_ID}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto focus-visible:-outline-offset-2 xl:flex-row"
      >
        <div className="flex min-w-0 flex-col gap-4 p-4 md:px-6 xl:flex-1 xl:pb-24">
          <Notices desk={desk} />
          {error && (
            <ErrorState
              title={t.itemFailed}
              error={error}
              onRetry={isGone ? undefined : () => void item.refetch()}
            />
          )}
          {review && !isGone ? (
            <Suspense fallback={<Shape />}>
              <Main
                id={review.transaction_id}
                why={search.why ?? 'words'}
                onWhy={setWhy}
                blind={isBlind(review)}
              />
            </Suspense>
          ) : (
            !error && <Shape />
          )}
        </div>
        <aside
          aria-label={t.facts}
          className="border-line pb-24 max-xl:border-t xl:min-h-full xl:w-[300px] xl:flex-none xl:self-start xl:border-l xl:bg-surface"
        >
          {review && !isGone && (
            <Later>
              <Suspense>
                <Facts id={review.transaction_id} />
                {item.data && item.data.notes.length > 0 && <Notes notes={item.data.notes} />}
              </Suspense>
            </Later>
          )}
        </aside>
      </section>
    </article>
  )
}

function Shape() {
  return (
    <>
      <Skeleton className="h-36" />
      <Skeleton className="h-96" />
    </>
  )
}

/** What must be known before deciding: that others look at it, why it is here, what failed. */
function Notices({ desk: { review, item, queue, claimed, me } }: { desk: Desk }) {
  const [at] = useState(Date.now)
  if (!review) return null
  const failed = queue.failed.get(review.id)
  const isClaimNewer = claimed !== null && claimed.at > item.dataUpdatedAt
  const known = isClaimNewer ? claimed : review
  const holder = heldByOther(known, me, at)
  const viewers = known.viewers.filter((person) => person.id !== me && person.id !== holder?.id)
  return (
    <>
      {failed && (
        <Notice tone="problem">
          <span className="mr-3">{t.notSavedNote}</span>
          <Button size="s" onClick={() => acts.retry(failed.key)}>
            {common.tryAgain}
          </Button>
        </Notice>
      )}
      {review.state !== 'resolved' && (holder || viewers.length > 0) && (
        <Notice tone="note">
          <span className="mr-2 inline-flex -space-x-1.5 align-middle">
            {[holder, ...viewers].map(
              (person) => person && <Avatar key={person.name} name={person.name} size="s" />,
            )}
          </span>
          <span>{looking(holder ?? null, viewers)}</span>
        </Notice>
      )}
      {review.kind !== 'held' && !isBlind(review) && (
        <Notice tone="note">{t.why[review.kind]}</Notice>
      )}
    </>
  )
}

function looking(holder: Person | null, viewers: readonly Person[]): string {
  const also = viewers.map(({ name }) => name).join(', ')
  return [holder && t.claimedBy(holder.name), also && t.alsoViewing(also)].filter(Boolean).join(' ')
}
