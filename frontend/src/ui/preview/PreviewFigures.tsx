import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { FigureRange, Preview, Rate } from '@/lib/api.gen'
import { count, percent, points } from '@/lib/format'
import { ENOUGH_KNOWN, rangeText } from '@/lib/preview'
import { common, preview as t } from '@/messages/en'
import { FigureTable } from '../FigureTable'

interface Figure {
  name: string
  sides: [Said, Said]
  change: FigureRange | null
  /** Which direction is better. */
  good: 'up' | 'down'
  /** A change with its sign. */
  text: (value: number) => string
  /** The text of a change, or of its range, with its unit. */
  unit: (text: string) => string
  /** What it says rests on known outcomes. */
  isOfKnown: boolean
}

interface Said {
  value: string
  /** How many it rests on, under it. */
  note?: string
}

const inPoints = { text: (value: number) => points(value * 100), unit: t.inPoints }
const plainly = (text: string) => text
const inOrders = { text: (value: number) => points(value), unit: plainly }
const aDay = {
  text: (value: number) => points(value, Math.abs(value) < 10 ? 1 : 0).replace(/\.0$/, ''),
  unit: plainly,
}

/** Now, new and the change, each with its range: quality, good orders declined and the work. */
export function PreviewFigures({ preview, dim = false }: { preview: Preview; dim?: boolean }) {
  const needs = preview.labelled < ENOUGH_KNOWN
  const figures = figuresOf(preview).filter(({ isOfKnown }) => !(needs && isOfKnown))
  return (
    <div className={clsx('flex flex-col gap-2', dim && 'dim')} aria-busy={dim || undefined}>
      <FigureTable
        lined
        caption={t.figures}
        head={[t.figure, t.now, t.new, t.change]}
        rows={figures.map(({ name, sides: [now, next], ...figure }) => ({
          name,
          values: [
            <Over key="now" under={now.note}>
              <span className="text-ink-2">{now.value}</span>
            </Over>,
            <Over key="new" under={next.note}>
              <span className="font-semibold">{next.value}</span>
            </Over>,
            <Over key="change" under={rangeOf(figure)}>
              <Changed {...figure} />
            </Over>,
          ],
        }))}
      />
      {needs && (
        <p className="text-sm text-ink-2">
          {t.fraudCaught}, {t.blocksRight.toLowerCase()}, {t.goodDeclined.toLowerCase()}:{' '}
          {t.needs(count(ENOUGH_KNOWN), count(preview.labelled)).toLowerCase()}.
        </p>
      )}
    </div>
  )
}

/** A figure over a smaller line, whose room is kept where there is nothing to say. */
function Over({ under, children }: { under: string | undefined; children: ReactNode }) {
  return (
    <span className="block py-1.5 text-base whitespace-nowrap">
      {children}
      <span className="block min-h-4 text-2xs text-ink-3">{under}</span>
    </span>
  )
}

/** Of a change that is surely none there is no range to say. */
function rangeOf({ change, text, unit }: ChangedProps): string {
  if (change?.low === 0 && change.high === 0) return ''
  const range = rangeText(change, text)
  return range && unit(range)
}

type ChangedProps = Omit<Figure, 'name' | 'sides' | 'isOfKnown'>

function Changed({ change, good, text, unit }: ChangedProps) {
  if (change === null) return <span className="text-sm text-ink-3">{t.notKnown}</span>
  const said = text(change.value)
  // What rounds to nothing is no change, whatever its sign.
  if (!/[1-9]/.test(said)) return <span className="text-sm text-ink-3">{common.unchanged}</span>
  const better = change.value > 0 === (good === 'up')
  return (
    <span className={clsx('text-sm font-medium', better ? 'text-accent' : 'text-high-text')}>
      {unit(said)}
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
      ...inPoints,
      isOfKnown: true,
    },
    {
      name: t.blocksRight,
      sides: [share(now.blocks_right), share(next.blocks_right)],
      change: change.blocks_right,
      good: 'up',
      ...inPoints,
      isOfKnown: true,
    },
    {
      name: t.goodDeclined,
      sides: [declined(now.good_declined), declined(next.good_declined)],
      change: change.good_declined,
      good: 'down',
      ...inOrders,
      isOfKnown: true,
    },
    {
      name: t.reviewsADay,
      sides: [reviews(now.reviews_a_day), reviews(next.reviews_a_day)],
      change: change.reviews_a_day,
      good: 'down',
      ...aDay,
      isOfKnown: false,
    },
  ]
}

/** Reviews a day: whole from ten on, below with one decimal. */
const dayText = (value: number) =>
  value < 10 ? value.toFixed(1).replace(/\.0$/, '') : count(value)
