import * as v from 'valibot'
import { lenient, whole } from '@/lib/search'

/** A line, which an address may hold as a number or as a text. */
const line = lenient(
  v.pipe(
    v.union([v.number(), v.string()]),
    v.transform(Number),
    v.finite(),
    v.minValue(0),
    v.maxValue(100),
  ),
)

/** The address of the thresholds: where the lines were moved to, and on which draft. */
export const thresholdsSearch = v.object({
  review: line,
  block: line,
  policy: whole(1, 2_147_483_647),
})
