import type { ReactNode } from 'react'
import type { Comparison, Outcome } from '@/lib/api.gen'
import { count, money, percent, plain } from '@/lib/format'
import { model as t } from '@/messages/en'
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
      <table className="w-full max-w-160 text-sm tabular-nums">
        <caption className="sr-only">{t.comparison}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="h-8 text-left font-normal">
              {t.figure}
            </th>
            <th scope="col" className="px-2 text-right font-normal">
              {t.inCharge}
            </th>
            <th scope="col" className="text-right font-normal">
              {t.challenger}
            </th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row} className="border-b border-line last:border-0">
              <th scope="row" className="h-8 text-left font-normal text-ink-2">
                {t.figures[row]}
              </th>
              <td className="px-2 text-right">{shown(of.champion, row, currency)}</td>
              <td className="text-right font-medium">{shown(of.challenger, row, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
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
