import { clsx } from 'clsx'
import type { Preview } from '@/lib/api.gen'
import { count, money } from '@/lib/format'
import { daysOf, ENOUGH_KNOWN } from '@/lib/preview'
import { preview as t } from '@/messages/en'

interface SavingProps {
  preview: Preview
  dim?: boolean
  /** The range is on its way: its room is kept. */
  isRangeDue?: boolean
}

/** What a change would have saved, in the merchant's currency, with its range and what counts. */
export function Saving({ preview, dim = false, isRangeDue = false }: SavingProps) {
  const { saving, labelled, currency } = preview
  if (labelled < ENOUGH_KNOWN) {
    return (
      <div className={clsx(dim && 'dim')}>
        <p className="text-xl font-semibold">{t.savingUnknown}</p>
        <p className="text-sm text-ink-2">{t.needs(count(ENOUGH_KNOWN), count(labelled))}.</p>
      </div>
    )
  }
  const over = t.overDays(count(Math.round(daysOf(preview))))
  const amount = Math.round(Number(saving.amount))
  return (
    <div className={clsx(dim && 'dim')} aria-busy={dim || undefined}>
      {amount === 0 ? (
        <p className="text-xl font-semibold">{t.same(over)}</p>
      ) : (
        <p className="text-base text-ink-2">
          <span
            className={clsx(
              'mr-0.5 text-2xl font-semibold tracking-tight tabular-nums',
              amount > 0 ? 'text-ink' : 'text-high-text',
            )}
          >
            {money(Math.abs(amount), currency, 'whole')}
          </span>{' '}
          {amount > 0 ? t.more(over) : t.less(over)}
        </p>
      )}
      <p className="min-h-5 text-sm text-ink-2 tabular-nums">
        {dim || isRangeDue ? '' : rangeOf(preview)}
      </p>
      <p className="text-xs text-ink-3">{t.savingCounts(count(labelled), currency)}</p>
    </div>
  )
}

function rangeOf({ saving: { low, high }, currency }: Preview): string {
  if (low === null || high === null) return t.savingNoRange
  // Nothing is moved: how sure that is says nothing.
  if (Number(low) === 0 && Number(high) === 0) return ''
  const ends = [low, high].map((end) => {
    const amount = money(Math.abs(Number(end)), currency, 'whole')
    return Number(end) < 0 ? t.lessBy(amount) : t.moreBy(amount)
  })
  return t.savingRange(ends[0] ?? '', ends[1] ?? '')
}
