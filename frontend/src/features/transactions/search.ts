import * as v from 'valibot'
import { AGES, day, lenient, whole, words } from '@/lib/search'
import { WHY_VIEWS } from '@/ui/why'

const sum = lenient(
  v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,12}(\.\d{1,4})?$/)),
)

export const SORTS = ['-occurred_at', 'occurred_at', '-score', '-amount'] as const

/**
 * What the address of the list may hold behind the question mark. `from` and `until` are days in
 * the merchant's zone, both included; `min` and `max` are amounts; `weekday` is 0 on a Monday.
 */
export const transactionsSearch = v.object({
  decision: lenient(v.picklist(['approve', 'review', 'block'])),
  level: lenient(v.picklist(['low', 'elevated', 'high', 'critical'])),
  labelled: lenient(v.picklist(['yes', 'no'])),
  selected: lenient(v.picklist(['sample', 'close_call', 'any'])),
  from: day,
  until: day,
  min: sum,
  max: sum,
  category: words(64),
  type: words(64),
  weekday: whole(0, 6),
  hour: whole(0, 23),
  age: lenient(v.picklist(AGES)),
  customer: words(128),
  text: words(128),
  burst: lenient(v.picklist(['ip', 'card_bin', 'device', 'email', 'customer', 'any'])),
  rule: whole(1, Number.MAX_SAFE_INTEGER),
  sort: lenient(v.picklist(SORTS)),
})

export type TransactionsSearch = v.InferOutput<typeof transactionsSearch>

/** What the address of one transaction may hold: how the reasons are shown. */
export const transactionSearch = v.object({
  why: lenient(v.picklist(WHY_VIEWS)),
})
