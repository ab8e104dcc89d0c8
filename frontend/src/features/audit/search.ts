import * as v from 'valibot'
import { cursor, day, lenient, words } from '@/lib/search'

/** What narrows the trail; `event` is the id of the one that is open. */
export const auditSearch = v.object({
  actor: words(200),
  action: words(200),
  thing: words(200),
  from: day,
  until: day,
  cursor,
  event: lenient(v.number()),
})

export type AuditSearch = v.InferOutput<typeof auditSearch>
