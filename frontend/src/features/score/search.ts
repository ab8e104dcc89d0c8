import * as v from 'valibot'
import { WHY_VIEWS } from '@/ui/why'

/** What the address of this page may hold: how the reasons are shown. */
export const scoreSearch = v.object({
  why: v.fallback(v.optional(v.picklist(WHY_VIEWS)), undefined),
})
