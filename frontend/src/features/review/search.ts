import * as v from 'valibot'
import { lenient, words } from '@/lib/search'
import { WHY_VIEWS } from '@/ui/why'

/** The standing views of the queue; saved ones are addresses with a name. */
export const VIEWS = [
  'open',
  'due_soon',
  'mine',
  'spot_checks',
  'close_calls',
  'snoozed',
  'resolved',
] as const
export type QueueView = (typeof VIEWS)[number]

export const SORTS = ['urgency', 'due', 'score', 'newest'] as const
export type QueueSort = (typeof SORTS)[number]

export const LEVELS = ['low', 'elevated', 'high', 'critical'] as const
export type Level = (typeof LEVELS)[number]

// A number, so that the address reads "min=1000": a text of digits would stand in quotes there.
const sum = lenient(
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform(String),
    v.regex(/^\d{1,12}(\.\d{1,4})?$/),
    v.transform(Number),
  ),
)

// "high,critical", in the order of the scale whichever way it was typed.
const levels = lenient(
  v.pipe(
    v.string(),
    v.transform((text) => LEVELS.filter((level) => text.split(',').includes(level)).join(',')),
    v.nonEmpty(),
  ),
)

/** What the address of this page may hold behind the question mark; anything else is dropped. */
export const reviewSearch = v.object({
  view: lenient(v.picklist(VIEWS)),
  level: levels,
  min: sum,
  max: sum,
  category: words(64),
  customer: words(128),
  text: words(128),
  sort: lenient(v.picklist(SORTS)),
  why: lenient(v.picklist(WHY_VIEWS)),
})

export type ReviewSearch = v.InferOutput<typeof reviewSearch>

const FILTERS = ['level', 'min', 'max', 'category', 'customer', 'text'] as const
/** What of an address says which orders are listed, and in which order: the query of the API. */
export function questionOf({ view = 'open', sort = 'urgency', ...rest }: ReviewSearch) {
  const { why: _, min, max, ...others } = rest
  return {
    view,
    sort,
    ...others,
    ...(min !== undefined && { min: String(min) }),
    ...(max !== undefined && { max: String(max) }),
  }
}

/** Whether anything narrows the view. */
export const isFiltered = (search: ReviewSearch) =>
  FILTERS.some((name) => search[name] !== undefined)

/** The part of an address that a saved view keeps, as text: "level=high%2Ccritical&min=1000". */
export function savedSearchOf({ why: _, ...kept }: ReviewSearch): string {
  const pairs = Object.entries(kept).filter(([, value]) => value !== undefined)
  const sorted = pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return new URLSearchParams(sorted.map(([name, value]) => [name, String(value)])).toString()
}

/** The address that a saved view names; what this version does not know is dropped. */
export function searchOfSaved(text: string): ReviewSearch {
  return v.parse(reviewSearch, Object.fromEntries(new URLSearchParams(text)))
}
