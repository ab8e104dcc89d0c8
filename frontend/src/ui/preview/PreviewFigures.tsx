import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { FigureRange, Preview, Rate } from '@/lib/api.gen'
import { count, percent, points } from '@/lib/format'
import { ENOUGH_KNOWN, rangeText } from '@/lib/preview'
import { common, preview as t } from '@/messages/en'
import { FigureTable } from '../FigureTable'

interface Figure {
  name: string
  sides: Sides
  /** The difference of the sides as they are said, with the exact range; null where not known. */
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

type Sides = readonly [now: Said, next: Said]

interface Said {
  value: string
  /** The same in figures, in the unit of the change; null where it is not known. */
  rounded: number | null
  /** How many it rests on, under it. */
  note?: string
}

const inPoints = { text: (value: number) => points(value), unit: t.inPoints }
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
        rows={figures.map(({ name, sides: [now, next], ...figure }) => {
          // What both sides rest on is said once, and the row needs no second line.
          const isSame = now.note === next.note
          const Value = isSame ? Beside : Over
          return {
            name,
            note: isSame ? now.note : undefined,
            values: [
              <Value key="now" more={isSame ? undefined : now.note}>
                <span className="text-ink-2">{now.value}</span>
              </Value>,
              <Value key="new" more={isSame ? undefined : next.note}>
                <span className="font-semibold">{next.value}</span>
              </Value>,
              <Value key="change" more={rangeOf(figure)}>
                <Changed {...figure} />
              </Value>,
            ],
          }
        })}
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

interface ValueProps {
  more: string | undefined
  children: ReactNode
}

/** A figure over a smaller line, whose room is kept where there is nothing to say. */
function Over({ more, children }: ValueProps) {
  return (
    <span className="block py-1.5 text-base whitespace-nowrap">
      {children}
      <span className="block min-h-4 text-2xs text-ink-3">{more}</span>
    </span>
  )
}

/** A figure beside what is said smaller of it; below where there is no room. */
function Beside({ more, children }: ValueProps) {
  return (
    <span className="flex flex-wrap items-baseline justify-end gap-x-2 py-1.5 text-base whitespace-nowrap">
      {children}
      {more && <span className="text-2xs text-ink-3">{more}</span>}
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
  if (mayBeNone(change)) return <span className="text-sm font-medium text-ink-2">{unit(said)}</span>
  const better = change.value > 0 === (good === 'up')
  return (
    <span className={clsx('text-sm font-medium', better ? 'text-accent' : 'text-high-text')}>
      {unit(said)}
      <span className="sr-only">, {better ? common.better : common.worse}</span>
    </span>
  )
}

/** Whether the range holds none at all: then nobody can say that it is better or worse. */
const mayBeNone = ({ low, high }: FigureRange) =>
  low !== null && high !== null && low <= 0 && high >= 0

/**
 * The change between two figures as they stand there: rounded on its own it may not be what a reader
 * subtracts (94.6% to 90.4% is 95% to 90%, and not four points). The range stays what it is.
 */
function between([now, next]: Sides, range: FigureRange | null, scale = 1) {
  if (range === null || now.rounded === null || next.rounded === null) return null
  const exact = (end: number | null) => (end === null ? null : end * scale)
  return { value: next.rounded - now.rounded, low: exact(range.low), high: exact(range.high) }
}

function figuresOf({ now, new: next, change }: Preview): Figure[] {
  const share = (rate: Rate): Said =>
    rate.value === null
      ? { value: t.notKnown, rounded: null }
      : {
          value: percent(rate.value, 0),
          rounded: Math.round(rate.value * 100),
          note: t.of(count(rate.of)),
        }
  const declined = (rate: Rate): Said => ({
    value: count(rate.count),
    rounded: rate.count,
    ...(rate.of > 0 && { note: t.of(count(rate.of)) }),
  })
  const reviews = (value: number): Said => ({ value: dayText(value), rounded: dayRounded(value) })
  const caught: Sides = [share(now.fraud_caught), share(next.fraud_caught)]
  const right: Sides = [share(now.blocks_right), share(next.blocks_right)]
  const lost: Sides = [declined(now.good_declined), declined(next.good_declined)]
  const work: Sides = [reviews(now.reviews_a_day), reviews(next.reviews_a_day)]
  return [
    {
      name: t.fraudCaught,
      sides: caught,
      change: between(caught, change.fraud_caught, 100),
      good: 'up',
      ...inPoints,
      isOfKnown: true,
    },
    {
      name: t.blocksRight,
      sides: right,
      change: between(right, change.blocks_right, 100),
      good: 'up',
      ...inPoints,
      isOfKnown: true,
    },
    {
      name: t.goodDeclined,
      sides: lost,
      change: between(lost, change.good_declined),
      good: 'down',
      ...inOrders,
      isOfKnown: true,
    },
    {
      name: t.reviewsADay,
      sides: work,
      change: between(work, change.reviews_a_day),
      good: 'down',
      ...aDay,
      isOfKnown: false,
    },
  ]
}

/** Reviews a day: whole from ten on, below with one decimal. */
const dayText = (value: number) =>
  value < 10 ? value.toFixed(1).replace(/\.0$/, '') : count(value)

const dayRounded = (value: number) => Number(value.toFixed(value < 10 ? 1 : 0))
