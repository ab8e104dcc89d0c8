import { Link } from '@tanstack/react-router'
import { ArrowLeft, ChevronLeft, ChevronRight, Keyboard } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { TransactionDetail, TransactionRow } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { count } from '@/lib/format'
import { PHONE, useMedia } from '@/lib/media'
import { common, review as t } from '@/messages/en'
import { ContributionList } from '@/ui/ContributionList'
import { CopyId } from '@/ui/CopyId'
import { ErrorState } from '@/ui/ErrorState'
import { IconButton } from '@/ui/IconButton'
import { Money } from '@/ui/Money'
import { Skeleton } from '@/ui/Skeleton'
import { When } from '@/ui/When'
import type { WhyView } from '@/ui/why'
import { Call } from './Call'
import { Facts } from './Facts'
import { TimeLeft } from './TimeLeft'

export const HEADING_ID = 'review-heading'

interface DetailProps {
  /** Known from the list before the rest has been fetched. */
  row: TransactionRow | undefined
  item: TransactionDetail | undefined
  error: unknown
  onRetry: () => void
  /** Place in the list from 0; −1 when it is not on it. */
  index: number
  of: number
  onMove: (step: 1 | -1) => void
  onKeys: () => void
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
  onEscape,
  view,
  onView,
  ...place
}: DetailProps) {
  const shown = item ?? row
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
          {error ? (
            <ErrorState title={t.itemFailed} error={error} onRetry={onRetry} />
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
                signals={{ sent: item.signals_sent, missing: item.signals_missing }}
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

type HeadProps = Pick<DetailProps, 'index' | 'of' | 'onMove' | 'onKeys'> & {
  shown: TransactionRow | undefined
}

function Head({ shown, index, of, onMove, onKeys }: HeadProps) {
  const phone = useMedia(PHONE)
  // One h1 a page: on a phone the list with its own is another screen.
  const Heading = phone ? 'h1' : 'h2'
  const kind = shown && [
    codeText(shown.merchant_category, t.category),
    codeText(shown.transaction_type, t.type)?.toLowerCase(),
  ]
  return (
    <header className="flex min-h-[74px] flex-none items-center gap-3 border-b border-line bg-bg px-4 py-2.5 md:px-6">
      <Link
        to="/review"
        search={true}
        aria-label={t.back}
        className="-ml-2 inline-flex size-11 flex-none items-center justify-center rounded-md text-ink-2 hover:bg-sunken md:hidden"
      >
        <ArrowLeft aria-hidden="true" size={20} />
      </Link>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <Heading id={HEADING_ID} tabIndex={-1} className="text-2xl font-semibold tracking-tight">
            {shown ? <Money amount={shown.amount} currency={shown.currency} /> : t.title}
          </Heading>
          {shown && (
            <p className="min-w-0 truncate text-md text-ink-2">
              {shown.customer ?? t.guest}
              {kind?.some(Boolean) && (
                <span className="max-md:hidden"> · {kind.filter(Boolean).join(', ')}</span>
              )}
            </p>
          )}
        </div>
        {shown && (
          <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-2">
            {shown.label ? (
              <span>{common.labels[shown.label.label]}</span>
            ) : shown.decision !== 'review' ? (
              <span>{common.decided[shown.decision]}</span>
            ) : shown.authorisation_expires_at ? (
              <TimeLeft held until={shown.authorisation_expires_at} />
            ) : (
              <span>{t.held}</span>
            )}
            <span aria-hidden="true">·</span>
            <span>
              <When at={shown.occurred_at} />, <When at={shown.occurred_at} as="time" focusable />
            </span>
            <span aria-hidden="true">·</span>
            <CopyId id={shown.external_id ?? String(shown.id)} />
          </p>
        )}
      </div>
      <div className="hidden flex-none items-center md:flex">
        {index >= 0 && (
          <p className="mr-2 text-sm text-ink-2 tabular-nums">
            {t.position(count(index + 1), count(of))}
          </p>
        )}
        <IconButton label={t.previous} onClick={() => onMove(-1)}>
          <ChevronLeft aria-hidden="true" size={18} />
        </IconButton>
        <IconButton label={t.next} onClick={() => onMove(1)}>
          <ChevronRight aria-hidden="true" size={18} />
        </IconButton>
        <IconButton label={t.keys} onClick={onKeys}>
          <Keyboard aria-hidden="true" size={18} />
        </IconButton>
      </div>
    </header>
  )
}
