import { Link } from '@tanstack/react-router'
import { ArrowLeft, ChevronLeft, ChevronRight, Keyboard } from 'lucide-react'
import type { TransactionRow } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { count } from '@/lib/format'
import { PHONE, useMedia } from '@/lib/media'
import { common, review as t } from '@/messages/en'
import { CopyId } from '@/ui/CopyId'
import { IconButton } from '@/ui/IconButton'
import { Money } from '@/ui/Money'
import { When } from '@/ui/When'
import { TimeLeft } from './TimeLeft'

export const HEADING_ID = 'review-heading'

export interface HeadProps {
  shown: TransactionRow | undefined
  /** Place in the list from 0; −1 when it is not on it. */
  index: number
  of: number
  onMove: (step: 1 | -1) => void
  onKeys: () => void
}

/** Amount, who and what, how long it can still be held, and the way to the neighbours. */
export function Head({ shown, index, of, onMove, onKeys }: HeadProps) {
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
            {shown ? <Money amount={shown.amount} currency={shown.currency} /> : t.order}
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
            {shown.selected && (
              <>
                <span className="font-medium text-accent">{t.selected[shown.selected]}</span>
                <span aria-hidden="true">·</span>
              </>
            )}
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
