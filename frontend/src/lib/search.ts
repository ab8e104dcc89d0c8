import * as v from 'valibot'

/** What does not fit is dropped: an old or mistyped link still opens the page. */
export const lenient = <T extends v.GenericSchema>(schema: T) =>
  v.fallback(v.optional(schema), undefined)

/** A text of an address. "?category=5" is read as a number, "?text=true" as a truth. */
export const words = (longest: number) =>
  lenient(
    v.pipe(
      v.union([v.string(), v.number(), v.boolean()]),
      v.transform(String),
      v.trim(),
      v.nonEmpty(),
      v.maxLength(longest),
    ),
  )

/** A day, as "2026-11-09". */
export const day = lenient(v.pipe(v.string(), v.isoDate()))

/** A place in a list, as the API gave it. */
export const cursor = words(512)

/** A whole number, which an address may hold as a number or as a text. */
export const whole = (least: number, most: number) =>
  lenient(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.transform(Number),
      v.integer(),
      v.minValue(least),
      v.maxValue(most),
    ),
  )

/** Ages of a customer at an order, as the API names them. */
export const AGES = ['under_1d', '1d_7d', '7d_30d', '30d_365d', 'over_365d', 'unknown'] as const
