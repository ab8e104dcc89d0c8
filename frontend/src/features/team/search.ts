import * as v from 'valibot'

/** `member` is the id of whoever is open. */
export const teamSearch = v.object({
  member: v.fallback(v.optional(v.number()), undefined),
})
