import type { Review } from './types'

const HOUR_MS = 3_600_000

export type Group = 'soon' | 'rest'

/** A line of the list: the head of a group, or an order with its place among all orders. */
export type Line =
  | { kind: 'head'; group: Group; key: string }
  | { kind: 'row'; review: Review; place: number; key: number }

/** Whether an order falls due within the hour after `now`, or has already. */
export const isDueSoon = ({ due_at }: Pick<Review, 'due_at'>, now: number) =>
  due_at !== null && Date.parse(due_at) - now < HOUR_MS

/**
 * The lines of the list. Sorted by urgency it has two groups, as the service cut them when it was
 * asked at `asked`: what becomes urgent meanwhile stays where it stands until the list is fetched
 * anew, so that no row jumps under the cursor.
 */
export function linesOf(reviews: readonly Review[], grouped: boolean, asked: number): Line[] {
  const lines: Line[] = []
  let before: Group | null = null
  for (const [index, review] of reviews.entries()) {
    if (grouped) {
      // Once the second group has begun everything belongs to it, whatever the clocks say.
      const group: Group = before !== 'rest' && isDueSoon(review, asked) ? 'soon' : 'rest'
      if (group !== before) lines.push({ kind: 'head', group, key: group })
      before = group
    }
    lines.push({ kind: 'row', review, place: index + 1, key: review.id })
  }
  return lines
}
