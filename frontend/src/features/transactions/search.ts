import * as v from 'valibot'

/** What the address of this page may hold behind the question mark; anything else is dropped. */
export const transactionsSearch = v.object({})
