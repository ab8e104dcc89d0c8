import { Link } from '@tanstack/react-router'
import { ArrowLeft, ChevronLeft, ChevronRight, Keyboard } from 'lucide-react'
import { codeText } from '@/lib/codes'
import { count } from '@/lib/format'
import { runShortcut } from '@/lib/keys'
import { PHONE, useMedia } from '@/lib/media'
import { useKeyText } from '@/lib/shortcuts'
import { common, review as t } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { IconButton } from '@/ui/IconButton'
import { Money } from '@/ui/Money'
import { When } from '@/ui/When'
import { TimeLeft } from './TimeLeft'
import type { Review } from './types'

export const HEADING_ID = 'review-heading'

export interface HeadProps {
  review: Review | undefined
  /** Place in the list from 0; −1 when it is not on it. */
  index: number
  of: number
  onMove: (step: 1 | -1) => void
}

/** Amount, who and what, how long there is to decide, and the way to the neighbours. */
export function Head({ review, index, of, onMove }: HeadProps) {
  const phone = useMedia(PHONE)
  // One h1 a page: on a phone the list with its own is another screen.
  const Heading = phone ? 'h1' : 'h2'
  const kind = review && [
    codeText(review.merchant_category, t.category),
    codeText(review.transaction_type, t.type)?.toLowerCase(),
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
            {review ? <Money amount={review.amount} currency={review.currency} /> : t.order}
          </Heading>
          {review && (
            <p className="min-w-0 truncate text-md text-ink-2">
              {review.customer ?? t.guest}
              {kind?.some(Boolean) && (
                <span className="max-md:hidden"> · {kind.filter(Boolean).join(', ')}</span>
              )}
            </p>
          )}
        </div>
        {review && (
          <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-2">
            <State review={review} />
            <Dot />
            <span>
              <When at={review.occurred_at} />, <When at={review.occurred_at} as="time" focusable />
            </span>
            <span className="contents max-md:hidden">
              <Dot />
              <CopyId id={review.external_id ?? String(review.transaction_id)} />
            </span>
          </p>
        )}
      </div>
      <Ways index={index} of={of} onMove={onMove} />
    </header>
  )
}

const Dot = () => <span aria-hidden="true">·</span>

/** What it waits for, until when, and what happens by itself then. */
function State({ review }: { review: Review }) {
  const { kind, state, due_at, default_action, snoozed_until, resolution, asked } = review
  if (resolution) return <span>{common.decided[BY_RESOLUTION[resolution.resolution]]}</span>
  return (
    <>
      {kind !== 'held' && <span className="font-medium text-accent">{t.kinds[kind]}</span>}
      {kind === 'held' && !due_at && <span>{t.kinds.held}</span>}
      {kind === 'held' && due_at && (
        <span>
          <TimeLeft held until={due_at} />
          {default_action && t.afterwards[default_action]}
        </span>
      )}
      {state === 'snoozed' && snoozed_until && (
        <>
          <Dot />
          <span>
            {t.snoozedUntil} <When at={snoozed_until} as="short" />
          </span>
        </>
      )}
      {asked && (
        <>
          <Dot />
          <span>{t.askedOf(asked.name)}</span>
        </>
      )}
    </>
  )
}

const BY_RESOLUTION = { approve: 'approve', decline: 'block' } as const

function Ways({ index, of, onMove }: Omit<HeadProps, 'review'>) {
  const named = (label: string, key: string | undefined) => (key ? `${label} (${key})` : label)
  return (
    <div className="hidden flex-none items-center md:flex">
      {index >= 0 && (
        <p className="mr-2 text-sm text-ink-2 tabular-nums">
          {t.position(count(index + 1), count(of))}
        </p>
      )}
      <IconButton label={named(t.previous, useKeyText('previous'))} onClick={() => onMove(-1)}>
        <ChevronLeft aria-hidden="true" size={18} />
      </IconButton>
      <IconButton label={named(t.next, useKeyText('next'))} onClick={() => onMove(1)}>
        <ChevronRight aria-hidden="true" size={18} />
      </IconButton>
      <IconButton label={named(t.keys, useKeyText('help'))} onClick={() => runShortcut('help')}>
        <Keyboard aria-hidden="true" size={18} />
      </IconButton>
    </div>
  )
}
