import * as v from 'valibot'

/** `next` is where to go after signing in: an address of ours, never another site. */
export const loginSearch = v.object({
  next: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\/(?![/\\])/))), undefined),
})
