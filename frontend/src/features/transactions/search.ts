import * as v from 'valibot'
import { WHY_VIEWS } from '@/ui/why'

/** What does not fit is dropped: an old or mistyped link still opens the page. */
const lenient = <T extends v.GenericSchema>(schema: T) => v.fallback(v.optional(schema), undefined)

// The address "?category=5" is read as a number, "?text=true" as a truth.
const words = (longest: number) =>
  lenient(
    v.pipe(
      v.union([v.string(), v.number(), v.boolean()]),
      v.transform(String),
      v.trim(),
      v.nonEmpty(),
      v.maxLength(longest),
    ),
  )
const sum = lenient(
  v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,12}(\.\d{1,4})?$/)),
)
const day = lenient(v.pipe(v.string(), v.isoDate()))

export const SORTS = ['-occurred_at', 'occurred_at', '-score', '-amount'] as const

/**
 * What the address of the list may hold behind the question mark. `from` and `until` are days in
 * the merchant's zone, both included; `min` and `max` are amounts.
 */
export const transactionsSearch = v.object({
  decision: lenient(v.picklist(['approve', 'review', 'block'])),
  level: lenient(v.picklist(['low', 'elevated', 'high', 'critical'])),
  labelled: lenient(v.picklist(['yes', 'no'])),
  from: day,
  until: day,
  min: sum,
  max: sum,
  category: words(64),
  customer: words(128),
  text: words(128),
  sort: lenient(v.picklist(SORTS)),
  cursor: words(512),
})

export type TransactionsSearch = v.InferOutput<typeof transactionsSearch>

/** What the address of one transaction may hold: how the reasons are shown. */
export const transactionSearch = v.object({
  why: lenient(v.picklist(WHY_VIEWS)),
})
