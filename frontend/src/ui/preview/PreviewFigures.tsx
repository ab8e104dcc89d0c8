import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { FigureRange, Preview, Rate } from '@/lib/api.gen'
import { count, percent, points } from '@/lib/format'
import { ENOUGH_KNOWN, rangeText } from '@/lib/preview'
import { common, preview as t } from '@/messages/en'

interface Figure {
  name: string
  sides: [Said, Said]
  change: FigureRange | null
  /** Which direction is better. */
  good: 'up' | 'down'
  /** A change in its unit, with its sign. */
  text: (value: number) => string
  /** What it says rests on known outcomes. */
  isOfKnown: boolean
}

interface Said {
  value: string
  /** How many it rests on, under it. */
  note?: string
}

const inPoints = (value: number) => t.points(points(value * 100))
const inOrders = (value: number) => points(value)
const aDay = (value: number) => points(value, Math.abs(value) < 10 && value !== 0 ? 1 : 0)

/** Now, new and the change, each with its range: quality, good orders declined and the work. */
export function PreviewFigures({ preview, dim = false }: { preview: Preview; dim?: boolean }) {
  const needs = preview.labelled < ENOUGH_KNOWN
  return (
    <div className={clsx('flex flex-col gap-2', dim && 'dim')} aria-busy={dim || undefined}>
      <table className="w-full text-base tabular-nums">
        <caption className="sr-only">{t.figures}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-ink-3">
            <th scope="col" className="h-7 text-left font-normal">
              <span className="sr-only">{t.figure}</span>
            </th>
            {[t.now, t.new, t.change].map((head) => (
              <th key={head} scope="col" className="h-7 pl-2 text-right font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figuresOf(preview)
            .filter((figure) => !(needs && figure.isOfKnown))
            .map((figure) => (
              <FigureRow key={figure.name} figure={figure} />
            ))}
        </tbody>
      </table>
      {needs && (
        <p className="text-sm text-ink-2">
          {t.fraudCaught}, {t.blocksRight.toLowerCase()}, {t.goodDeclined.toLowerCase()}:{' '}
          {t.needs(count(ENOUGH_KNOWN), count(preview.labelled)).toLowerCase()}.
        </p>
      )}
    </div>
  )
}

function FigureRow({ figure: { name, sides, change, good, text } }: { figure: Figure }) {
  return (
    <tr className="border-b border-line last:border-0">
      <th scope="row" className="py-1.5 text-left align-top font-normal text-ink-2">
        {name}
      </th>
      {sides.map((side, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: now and new never change their order
        <Cell key={column} under={side.note}>
          <span className={column ? 'font-semibold' : 'text-ink-2'}>{side.value}</span>
        </Cell>
      ))}
      <Cell under={rangeText(change, text)}>
        <Changed change={change} good={good} text={text} />
      </Cell>
    </tr>
  )
}

/** A figure and a smaller line under it, whose room is kept where there is nothing to say. */
function Cell({ under, children }: { under: string | undefined; children: ReactNode }) {
  return (
    <td className="py-1.5 pl-2 text-right align-top whitespace-nowrap">
      {children}
      <span className="block min-h-4 text-2xs text-ink-3">{under}</span>
    </td>
  )
}

type ChangedProps = Pick<Figure, 'change' | 'good' | 'text'>

function Changed({ change, good, text }: ChangedProps) {
  if (change === null) return <span className="text-sm text-ink-3">{t.notKnown}</span>
  const said = text(change.value)
  // What rounds to nothing is no change, whatever its sign.
  if (!/[1-9]/.test(said)) return <span className="text-sm text-ink-3">{common.unchanged}</span>
  const better = change.value > 0 === (good === 'up')
  return (
    <span className={clsx('text-sm font-medium', better ? 'text-accent' : 'text-high-text')}>
      {said}
      <span className="sr-only">, {better ? common.better : common.worse}</span>
    </span>
  )
}

function figuresOf({ now, new: next, change }: Preview): Figure[] {
  const share = (rate: Rate): Said =>
    rate.value === null
      ? { value: t.notKnown }
      : { value: percent(rate.value, 0), note: t.of(count(rate.of)) }
  const declined = (rate: Rate): Said => ({
    value: count(rate.count),
    ...(rate.of > 0 && { note: t.of(count(rate.of)) }),
  })
  const reviews = (value: number): Said => ({ value: dayText(value) })
  return [
    {
      name: t.fraudCaught,
      sides: [share(now.fraud_caught), share(next.fraud_caught)],
      change: change.fraud_caught,
      good: 'up',
      text: inPoints,
      isOfKnown: true,
    },
    {
      name: t.blocksRight,
      sides: [share(now.blocks_right), share(next.blocks_right)],
      change: change.blocks_right,
      good: 'up',
      text: inPoints,
      isOfKnown: true,
    },
    {
      name: t.goodDeclined,
      sides: [declined(now.good_declined), declined(next.good_declined)],
      change: change.good_declined,
      good: 'down',
      text: inOrders,
      isOfKnown: true,
    },
    {
      name: t.reviewsADay,
      sides: [reviews(now.reviews_a_day), reviews(next.reviews_a_day)],
      change: change.reviews_a_day,
      good: 'down',
      text: aDay,
      isOfKnown: false,
    },
  ]
}

/** Reviews a day: whole from ten on, below with one decimal. */
const dayText = (value: number) =>
  value < 10 ? value.toFixed(1).replace(/\.0$/, '') : count(value)
