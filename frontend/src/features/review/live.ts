import type { Happening } from '@/lib/stream'
import type { Person, Review } from './types'

/** What events have said of a review since a list was asked for. */
export interface Change {
  at: number
  claim?: Review['claim']
  /** Without what was decided where a second person is to decide the same order unswayed. */
  resolution?: { resolution: 'approve' | 'decline' | null; by: Person | null; at: string } | null
}

/** That something was opened, when this tab heard of it; many at once name none. */
export interface Opened {
  at: number
  id: number | null
}

/** So long a claim holds from its last renewal. */
const CLAIM_MS = 600_000

const isPerson = (value: unknown): value is Person =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value

/** What an event says of which reviews; one of many orders names them all. */
export function changesOf(
  { type, data, at }: Happening,
  now: number,
): { id: number; change: Change }[] {
  const ids = [data.review_ids, data.review_id].flat().filter((id) => typeof id === 'number')
  const by = isPerson(data.by) ? data.by : null
  const change: Change = { at: now }
  if (type === 'review.claimed' && by) {
    const until = typeof data.until === 'string' ? data.until : new Date(now + CLAIM_MS)
    change.claim = { by, until: new Date(until).toISOString() }
  } else if (type === 'review.released') change.claim = null
  else if (type === 'review.undone') change.resolution = null
  else if (type === 'review.resolved') {
    const said = data.resolution
    const resolution = said === 'approve' || said === 'decline' ? said : null
    change.claim = null
    change.resolution = { resolution, by, at }
  } else if (type !== 'review.changed') return []
  return ids.map((id) => ({ id, change }))
}

/** A review as it is now: what a list said, and what events have said since it was asked for. */
export function withChange(review: Review, change: Change | undefined, asked: number): Review {
  if (!change || change.at <= asked) return review
  const { claim = review.claim } = change
  return claim === review.claim ? review : { ...review, claim }
}

/** Whether somebody else has it at the moment; a claim ends by itself. */
export function heldByOther(
  { claim }: Pick<Review, 'claim'>,
  me: number | null,
  now: number,
): Person | null {
  return claim && claim.by.id !== me && Date.parse(claim.until) > now ? claim.by : null
}
