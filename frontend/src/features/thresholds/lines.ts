import type {
  Preview,
  PreviewChange,
  PreviewOutcome,
  Rate,
  ScoreBucket,
  ScoreBuckets,
} from '@/lib/api.gen'

/** From which score on an order is reviewed, and from which it is blocked: 0 to 100. */
export interface Lines {
  review: number
  block: number
}

export type Decision = 'approve' | 'review' | 'block'

/** The orders of a preview as numbers: read once, added up for every move of a line. */
export interface Orders {
  byLines: readonly Group[]
  /** A rule or the shield wants a person to look, unless the lines block them. */
  held: readonly Group[]
  /** Rules, lists or the shield decide these, wherever the lines are. */
  approved: Group
  blocked: Group
}

/** Orders of half a point of the score, and what each decision of all of them would cost. */
export interface Group {
  score: number
  payments: number
  fraud: number
  good: number
  cost: Readonly<Record<Decision, number>>
}

export function ordersOf({ by_lines, held, approved, blocked }: ScoreBuckets): Orders {
  return {
    byLines: by_lines.map(groupOf),
    held: held.map(groupOf),
    approved: groupOf(approved),
    blocked: groupOf(blocked),
  }
}

function groupOf({ score, payments, fraud, good, ...sums }: ScoreBucket): Group {
  const cost = {
    approve: Number(sums.if_approved),
    review: Number(sums.if_reviewed),
    block: Number(sums.if_blocked),
  }
  return { score, payments, fraud, good, cost }
}

/** What the lines alone say; an order on a line belongs above it. */
export function decide(score: number, { review, block }: Lines): Decision {
  if (score >= block) return 'block'
  return score >= review ? 'review' : 'approve'
}

/** The same for orders that are held for a person: only the block line speaks. */
export const decideHeld = (score: number, lines: Lines): Decision =>
  score >= lines.block ? 'block' : 'review'

/** Every group with what becomes of it. */
function* decided(orders: Orders, lines: Lines): Generator<[Group, Decision]> {
  for (const group of orders.byLines) yield [group, decide(group.score, lines)]
  for (const group of orders.held) yield [group, decideHeld(group.score, lines)]
  yield [orders.approved, 'approve']
  yield [orders.blocked, 'block']
}

/**
 * What two lines would have come to over so many days, as the service counts it (its
 * rules/preview/figures.py), without the ranges, which need the orders day by day. Lines that lie
 * between half points take the half point below with the side it began on.
 */
export function outcomeOf(orders: Orders, lines: Lines, days: number): PreviewOutcome {
  const count = { approve: 0, review: 0, block: 0 }
  let [frauds, goods, caught, declined, right, cost, nothing] = [0, 0, 0, 0, 0, 0, 0]
  for (const [group, what] of decided(orders, lines)) {
    count[what] += group.payments
    frauds += group.fraud
    goods += group.good
    if (what !== 'approve') caught += group.fraud
    if (what === 'block') {
      right += group.fraud
      declined += group.good
    }
    cost += group.cost[what]
    nothing += group.cost.approve
  }
  return {
    lines,
    approved: count.approve,
    reviewed: count.review,
    blocked: count.block,
    fraud_caught: rate(caught, frauds),
    blocks_right: rate(right, right + declined),
    good_declined: rate(declined, goods),
    reviews_a_day: count.review / days,
    cost: cost.toFixed(2),
    net_saving: (nothing - cost).toFixed(2),
  }
}

const rate = (count: number, of: number): Rate => ({
  count,
  of,
  value: of ? count / of : null,
  low: null,
  high: null,
})

/** New less now, without ranges; null where either side is not known. */
export function changeOf(now: PreviewOutcome, next: PreviewOutcome): PreviewChange {
  const sure = (value: number) => ({ value, low: null, high: null })
  const shares = (one: Rate, other: Rate) =>
    one.value === null || other.value === null ? null : sure(other.value - one.value)
  return {
    fraud_caught: shares(now.fraud_caught, next.fraud_caught),
    blocks_right: shares(now.blocks_right, next.blocks_right),
    good_declined: sure(next.good_declined.count - now.good_declined.count),
    reviews_a_day: sure(next.reviews_a_day - now.reviews_a_day),
  }
}

/** A preview with the lines elsewhere: what the browser can say until the service has answered. */
export function movedTo(preview: Preview, orders: Orders, lines: Lines, days: number): Preview {
  const next = outcomeOf(orders, lines, days)
  const amount = (Number(preview.now.cost) - Number(next.cost)).toFixed(2)
  return {
    ...preview,
    new: next,
    change: changeOf(preview.now, next),
    saving: { ...preview.saving, amount, low: null, high: null },
  }
}

export interface CurvePoint {
  block: number
  saving: number
}

/** What each block line saves while review starts where it is: every whole point, and `also`. */
export function curveOf(orders: Orders, review: number, also: readonly number[]): CurvePoint[] {
  const whole = Array.from({ length: 101 }, (_, index) => index)
  const blocks = [...new Set([...whole, review, ...also])].filter((block) => block >= review)
  return blocks
    .sort((one, other) => one - other)
    .map((block) => ({
      block,
      saving: Number(outcomeOf(orders, { review, block }, 1).net_saving),
    }))
}

/** Two lines that can be: whole tenths from 0 to 100, block never below review. */
export function fitting(review: number, block: number): Lines {
  const [low, high] = [review, block].map((line) => Math.round(10 * clamp(line)) / 10)
  return { review: low ?? 0, block: Math.max(low ?? 0, high ?? 0) }
}

const clamp = (line: number) => Math.min(Math.max(line, 0), 100)

export const sameLines = (one: Lines, other: Lines): boolean =>
  one.review === other.review && one.block === other.block
