import * as v from 'valibot'

/** `key` is the id of the one that is open, or "new" for the form that makes one. */
export const keysSearch = v.object({
  key: v.fallback(v.optional(v.union([v.literal('new'), v.number()])), undefined),
})
