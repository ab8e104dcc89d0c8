import type { Axis } from '@/charts/axis'
import type { Dashboard, Day } from '@/lib/api.gen'
import { compact, count, duration, money, percent } from '@/lib/format'
import { dayOf } from '@/lib/zone'
import { overview as t } from '@/messages/en'
import { FIGURES, type FigureKey } from './search'

/** A share of fewer orders than this is said with its orders: "9 of 340 orders". */
const FEW_ORDERS = 1000

export interface FigureView {
  key: FigureKey
  label: string
  /** The figure of the period, as text. */
  figure: string
  note: string | undefined
  /** Against the period before; absent when nothing happened then. */
  delta?: { change: number; text: string; good: 'up' | 'down' }
  /** Its value on a day or in an hour; null when there was nothing to measure. */
  of: (day: Day) => number | null
  write: (value: number) => string
  axis: Axis
}

/** Whether the period before can be compared with: payments were scored from its first day on. */
export function hasBefore({ days_before, first_transaction_on, time_zone }: Dashboard): boolean {
  const first = days_before[0]
  return (
    first !== undefined &&
    first_transaction_on !== null &&
    first_transaction_on <= dayOf(first.starts_at, time_zone)
  )
}

/** The five key figures of a period, ready to be shown as tabs over one chart. */
export function figureViews(dashboard: Dashboard): FigureView[] {
  const comparable = hasBefore(dashboard)
  const views: Record<FigureKey, Part> = { ...byLabels(dashboard), ...byCounts(dashboard) }
  return FIGURES.map((key) => {
    const { now, before, change, ...view } = views[key]
    const compared = comparable && now !== null && before !== null
    const found = compared ? (change ?? relative)(now, before, view.write) : null
    const good = key === 'fraud_stopped' || key === 'transactions' ? 'up' : 'down'
    return { key, label: t.figures[key], ...view, ...(found && { delta: { ...found, good } }) }
  })
}

type Change = { change: number; text: string }

interface Part extends Omit<FigureView, 'key' | 'label' | 'delta'> {
  now: number | null
  before: number | null
  /** How the change is said, where not in percent. */
  change?: (now: number, before: number) => Change
}

function byLabels({ figures, agreement, currency }: Dashboard) {
  const { fraud_stopped, good_declined, transactions } = figures
  const enough = agreement.labels >= agreement.labels_needed
  const needs = t.needsLabels(count(agreement.labels_needed), count(agreement.labels))
  const whole = (value: number) => money(value, currency, 'whole')
  // Known from few labels is shown; nothing known yet is not a zero.
  const shown = (value: number, text: string) => (enough || value > 0 ? text : t.none)
  const stopped = Number(fraud_stopped.now)
  const declinedShare = t.shareOfOrders(percent(good_declined.now / (transactions.now || 1), 2))
  return {
    fraud_stopped: {
      figure: shown(stopped, whole(stopped)),
      note: enough ? undefined : needs,
      now: enough ? stopped : null,
      before: Number(fraud_stopped.before),
      of: (day) => Number(day.fraud_stopped),
      write: whole,
      axis: { format: (value) => money(value, currency, value < 1000 ? 'whole' : 'compact') },
    },
    good_declined: {
      figure: shown(good_declined.now, count(good_declined.now)),
      note: enough ? declinedShare : needs,
      now: enough ? good_declined.now : null,
      before: good_declined.before,
      of: (day) => day.good_declined,
      write: count,
      axis: { format: compact, whole: true },
    },
  } satisfies Record<string, Part>
}

function byCounts({ figures }: Dashboard) {
  const { reviewed, seconds_to_decide: seconds, transactions } = figures
  return {
    reviewed: {
      figure: transactions.now ? percent(reviewed.now / transactions.now) : t.none,
      note:
        transactions.now < FEW_ORDERS
          ? t.fewOrders(count(reviewed.now), count(transactions.now))
          : t.orders(reviewed.now, count(reviewed.now)),
      now: transactions.now ? reviewed.now / transactions.now : null,
      before: reviewed.before / (transactions.before || 1),
      change: (now, before) => {
        const points = Math.round((now - before) * 1000) / 10
        return { change: points, text: t.pointsOff(Math.abs(points).toFixed(1)) }
      },
      of: (day) => day.reviewed,
      write: count,
      axis: { format: compact, whole: true },
    },
    seconds_to_decide: {
      figure: seconds.now === null ? t.none : duration(seconds.now),
      note: seconds.now === null ? t.noDecisions : t.median,
      now: seconds.now,
      before: seconds.before,
      change: (now, before) => ({
        change: Math.round(now - before),
        text: duration(Math.abs(now - before)),
      }),
      of: (day) => day.seconds_to_decide,
      write: duration,
      axis: { format: duration, unit: unitOf(seconds.now ?? 0) },
    },
    transactions: {
      figure: count(transactions.now),
      note: undefined,
      now: transactions.now,
      before: transactions.before,
      of: (day) => day.transactions,
      write: count,
      axis: { format: compact, whole: true },
    },
  } satisfies Record<string, Part>
}

/** In percent; where there was nothing before, by how much. A change too small to say is none. */
function relative(now: number, before: number, write: (value: number) => string): Change {
  if (before === 0) return { change: now, text: write(Math.abs(now)) }
  const change = (now - before) / Math.abs(before)
  const tenth = Math.abs(change) < 0.1
  const rounded = Math.round(change * (tenth ? 1000 : 100)) / (tenth ? 1000 : 100)
  return { change: rounded, text: percent(Math.abs(rounded), tenth ? 1 : 0) }
}

/** Seconds, minutes, hours or days: what durations of this size are round in. */
function unitOf(seconds: number): number {
  return [86_400, 3600, 60].find((unit) => seconds >= 2 * unit) ?? 1
}
