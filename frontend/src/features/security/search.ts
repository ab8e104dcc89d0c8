import * as v from 'valibot'
import { cursor, lenient, words } from '@/lib/search'

export const SEVERITIES = ['low', 'medium', 'high'] as const

/** What narrows the list; `event` is the id of the one that is open. */
export const securitySearch = v.object({
  kind: words(200),
  severity: lenient(v.picklist(SEVERITIES)),
  cursor,
  event: lenient(v.number()),
})

export type SecuritySearch = v.InferOutput<typeof securitySearch>
