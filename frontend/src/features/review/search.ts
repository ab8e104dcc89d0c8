import * as v from 'valibot'
import { WHY_VIEWS } from '@/ui/why'

export const SORTS = ['score', 'amount', 'newest'] as const
export type QueueSort = (typeof SORTS)[number]

/** What the address of this page may hold behind the question mark; anything else is dropped. */
export const reviewSearch = v.object({
  sort: v.fallback(v.optional(v.picklist(SORTS)), undefined),
  why: v.fallback(v.optional(v.picklist(WHY_VIEWS)), undefined),
})
