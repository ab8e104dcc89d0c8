import * as v from 'valibot'
import { WHY_VIEWS } from '@/ui/why'

/** What the list holds: what waits for a decision, or what was picked to learn from. */
export const VIEWS = ['waiting', 'sample', 'close_call'] as const
export type QueueView = (typeof VIEWS)[number]

export const SORTS = ['score', 'amount', 'newest'] as const
export type QueueSort = (typeof SORTS)[number]

/** What the address of this page may hold behind the question mark; anything else is dropped. */
export const reviewSearch = v.object({
  view: v.fallback(v.optional(v.picklist(VIEWS)), undefined),
  sort: v.fallback(v.optional(v.picklist(SORTS)), undefined),
  why: v.fallback(v.optional(v.picklist(WHY_VIEWS)), undefined),
})
