import type { ReactNode } from 'react'
import type { Comparison, Outcome } from '@/lib/api.gen'
import { count, money, percent, plain } from '@/lib/format'
import { model as t } from '@/messages/en'
import { FigureTable } from '@/ui/FigureTable'
import { agreement, verdict } from './verdict'

const ROWS = [
  'cost',
  'caught',
  'missed',
  'false_alarms',
  'reviews',
  'blocks',
  'ranked',
  'milliseconds',
] as const

/** Both models on the same orders: what the difference costs, then figure by figure. */
export function SideBySide({ of }: { of: Comparison }) {
  const { payments, labelled, currency } = of
  if (payments === 0) {
    return (
      <p className="rounded-md bg-sunken px-3 py-2 text-sm text-ink-2">
        <strong className="font-semibold text-ink">{t.comparisonEmpty}.</strong>{' '}
        {t.comparisonEmptyText}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="max-w-[75ch] text-base">
        <strong className="font-semibold">{verdict(of)}</strong>{' '}
        <span className="text-ink-2">
          {agreement(of)} {t.comparisonNote(count(payments), count(labelled))}.
        </span>
      </p>
      <FigureTable
        lined
        caption={t.comparison}
        head={[t.figure, t.inCharge, t.challenger]}
        rows={ROWS.map((row) => ({
          name: t.figures[row],
          values: [
            shown(of.champion, row, currency),
            <span key="challenger" className="font-medium">
              {shown(of.challenger, row, currency)}
            </span>,
          ],
        }))}
      />
    </div>
  )
}

function shown(of: Outcome, row: (typeof ROWS)[number], currency: string): ReactNode {
  if (row === 'cost') return money(of.cost, currency, 'whole')
  if (row === 'milliseconds') return t.milliseconds(plain(of.milliseconds))
  if (row !== 'ranked') return count(of[row])
  if (!of.average_precision) return t.rights.unknown
  const { mean, low, high } = of.average_precision
  return (
    <>
      {percent(mean, 0)}{' '}
      <span className="inline-block whitespace-nowrap font-normal">
        ({t.range(percent(low, 0), percent(high, 0))})
      </span>
    </>
  )
}
