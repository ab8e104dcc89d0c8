import * as v from 'valibot'
import { cursor, lenient } from '@/lib/search'

/** The address of the history: its page, and whether somebody is about to make a draft. */
export const policiesSearch = v.object({
  cursor,
  do: lenient(v.picklist(['draft'])),
})

export const ACTS = ['shadow', 'live', 'rollback', 'copy', 'delete'] as const

/** The address of one policy: what somebody is about to do with it. */
export const policySearch = v.object({
  do: lenient(v.picklist(ACTS)),
})
