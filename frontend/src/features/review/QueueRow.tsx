import { clsx } from 'clsx'
import { type MouseEvent, memo } from 'react'
import { money, score as scoreText } from '@/lib/format'
import { common, review as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'
import type { Change } from './live'
import { acts } from './sending'
import { TimeLeft } from './TimeLeft'
import type { Person, Review } from './types'
import { rowId } from './useReview'

/** Of those who look at an order, so many are pictured; all are named. */
const MOST_FACES = 2

interface QueueRowProps {
  review: Review
  selected: boolean
  /** Where it is open, and the way there; made once for all rows, which a link each would not. */
  href: string
  onOpen: (id: number) => void
  /** Who else has it or looks at it. */
  others: readonly Person[]
  /** What somebody else has made of it since the list was asked for. */
  settled: Change['resolution']
  marked: boolean
  /** Marking has begun: the boxes stay in sight. */
  marking: boolean
  /** Absent for those who may not decide. */
  onMark: ((id: number) => void) | undefined
  /** Present when what was done with it was not saved. */
  failed: number | undefined
}

/**
 * Two lines, 61 px. The reason is the headline: it differs from row to row, names decide nothing.
 * Drawn anew only when something of its own has changed: every key moves through the whole list.
 */
export const QueueRow = memo(function QueueRow(props: QueueRowProps) {
  const { review, selected, href, onOpen, settled, failed } = props
  const open = (event: MouseEvent) => {
    // Another tab or window is the browser's own business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onOpen(review.id)
  }
  return (
    <div
      className={clsx(
        'group relative flex min-h-[61px] gap-3 border-b border-line py-2.5 pr-4 pl-3.5',
        selected
          ? 'bg-accent-soft before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'hover:bg-sunken',
      )}
    >
      <Score {...props} />
      <div className={clsx('@container min-w-0 flex-1', settled && 'opacity-60')}>
        <a
          id={rowId(review.id)}
          href={href}
          onClick={open}
          aria-current={selected || undefined}
          className="stretch block truncate text-base leading-5 font-medium focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {headline(review)}
        </a>
        <div className="flex items-center gap-1.5 text-xs text-ink-2 @max-[12rem]:flex-wrap">
          {failed === undefined ? (
            <Facts {...props} />
          ) : (
            <NotSaved onRetry={() => acts.retry(failed)} />
          )}
          <AtRisk review={review} />
        </div>
      </div>
    </div>
  )
})

/** The score with its shape, which gives way to a box while orders are being marked. */
function Score({ review, marked, marking, onMark }: QueueRowProps) {
  const { score, level } = review
  const hides = onMark && (marking ? 'hidden' : 'pointer-fine:group-hover:hidden')
  return (
    <span className={clsx('w-7 flex-none pt-px text-center', level && LEVEL_TEXT[level])}>
      {onMark && (
        // As high as the row, so that a finger finds it.
        <label
          className={clsx(
            'relative z-10 -my-2.5 -ml-3.5 flex h-[59px] w-[3.25rem] items-center justify-center pl-1.5',
            !marking && 'hidden pointer-fine:group-hover:flex',
          )}
        >
          <input
            type="checkbox"
            checked={marked}
            onChange={() => onMark(review.id)}
            tabIndex={marking ? 0 : -1}
            aria-label={t.mark(money(review.amount, review.currency))}
            className="size-5 accent-accent"
          />
        </label>
      )}
      <span className={clsx(hides)}>
        <span className="block text-lg leading-5 font-semibold tabular-nums">
          {score === null ? t.blindScore : scoreText(score)}
        </span>
        {level && (
          <>
            <span className="sr-only">, {common.levelRisk[level]}</span>
            <span className="mt-0.5 flex justify-center">
              <LevelGlyph level={level} size={9} />
            </span>
          </>
        )}
      </span>
    </span>
  )
}

function Facts({ review, others, settled }: QueueRowProps) {
  if (settled) {
    return (
      <span className="truncate font-medium">
        {t.settledBy[settled.resolution ?? 'unsaid'](settled.by?.name ?? null)}
      </span>
    )
  }
  const names = others.map(({ name }) => name).join(', ')
  return (
    <>
      {review.kind !== 'held' && (
        <>
          <span className="flex-none font-medium text-accent">{t.kinds[review.kind]}</span>
          <Dot />
        </>
      )}
      <span className="truncate">{review.customer ?? t.guest}</span>
      {review.due_at && (
        <>
          <Dot />
          <span className="flex-none">
            <TimeLeft until={review.due_at} />
          </span>
        </>
      )}
      {names && (
        <span title={t.lookingAt(names)} className="flex flex-none -space-x-1.5">
          {others.slice(0, MOST_FACES).map(({ name }) => (
            <Avatar key={name} name={name} size="s" />
          ))}
          <span className="sr-only">{t.lookingAt(names)}</span>
        </span>
      )}
    </>
  )
}

function NotSaved({ onRetry }: { onRetry: () => void }) {
  return (
    <span className="relative z-10 -my-1 flex items-center gap-2">
      <span className="font-medium text-high-text">{t.notSaved}</span>
      <button
        type="button"
        onClick={onRetry}
        className="min-h-6 rounded-sm font-medium text-ink underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {common.tryAgain}
      </button>
    </span>
  )
}

/** "$796 of $1,284": what is likely to be lost explains the order of the list. */
function AtRisk({ review: { expected_loss, amount, currency } }: Pick<QueueRowProps, 'review'>) {
  const whole = money(amount, currency, 'whole')
  return (
    <span className="ml-auto max-w-full flex-none pl-2 tabular-nums">
      {expected_loss === null ? (
        <span className="font-semibold text-ink">{whole}</span>
      ) : (
        <>
          <span className="font-semibold text-ink">{money(expected_loss, currency, 'whole')}</span>{' '}
          {t.ofAmount(whole)}
        </>
      )}
    </span>
  )
}

const Dot = () => <span aria-hidden="true">·</span>

/** What a reason says, without the evidence after it. */
function headline({ top_reason: reason, kind, decision }: Review): string {
  if (kind === 'second_opinion' && reason === null) return t.blindHeadline
  if (reason === null) return t.noReason[decision ?? 'review']
  return reason.split(/[:;] /, 1)[0] ?? reason
}
