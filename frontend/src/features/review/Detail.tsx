import type { KeyboardEvent } from 'react'
import type { TransactionDetail, TransactionRow } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { common, review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ContributionList, signalsOf } from '@/ui/ContributionList'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Skeleton } from '@/ui/Skeleton'
import type { WhyView } from '@/ui/why'
import { Call } from './Call'
import { Facts } from './Facts'
import { HEADING_ID, Head, type HeadProps } from './Head'

interface DetailProps extends Omit<HeadProps, 'shown'> {
  /** Known from the list before the rest has been fetched. */
  row: TransactionRow | undefined
  item: TransactionDetail | undefined
  error: unknown
  onRetry: () => void
  /** Sends the decision on it again; present when it was not saved. */
  onResend: (() => void) | undefined
  onEscape: () => void
  view: WhyView
  onView: (view: WhyView) => void
}

/** The order being decided: head, call and reasons, with the facts at the right. */
export function Detail({
  row,
  item,
  error,
  onRetry,
  onResend,
  onEscape,
  view,
  onView,
  ...place
}: DetailProps) {
  const shown = item ?? row
  const isGone = error instanceof ApiError && error.status === 404
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onEscape()
  }
  return (
    <article
      aria-labelledby={HEADING_ID}
      onKeyDown={leave}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <Head shown={shown} {...place} />
      <section
        key={shown?.id}
        aria-labelledby={HEADING_ID}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto focus-visible:-outline-offset-2 xl:flex-row"
      >
        <div className="flex min-w-0 flex-col gap-4 p-4 md:px-6 xl:flex-1 xl:pb-24">
          {onResend && (
            <Notice tone="problem">
              <span className="mr-3">{t.notSavedNote}</span>
              <Button size="s" onClick={onResend}>
                {common.tryAgain}
              </Button>
            </Notice>
          )}
          {error ? (
            <ErrorState title={t.itemFailed} error={error} onRetry={isGone ? undefined : onRetry} />
          ) : item ? (
            <>
              <Call item={item} />
              <ContributionList
                score={item.score}
                basePoints={item.base_points}
                factors={item.risk_factors}
                view={view}
                onView={onView}
                lines={item.policy}
                counterfactual={item.counterfactual}
                signals={signalsOf(item)}
              />
            </>
          ) : (
            <>
              <Skeleton className="h-36" />
              <Skeleton className="h-96" />
            </>
          )}
        </div>
        <aside
          aria-label={t.facts}
          className="flex flex-col gap-6 border-line p-4 pb-24 max-xl:border-t md:px-6 xl:min-h-full xl:w-[300px] xl:flex-none xl:self-start xl:border-l xl:bg-surface xl:px-4"
        >
          {item ? <Facts item={item} /> : !error && <Skeleton className="h-64" />}
        </aside>
      </section>
    </article>
  )
}
