import * as v from 'valibot'
import { lenient, words } from '@/lib/search'

export const SORTS = ['risk', 'recent', 'spent'] as const

/** What the address of the list may hold behind the question mark. */
export const customersSearch = v.object({
  sort: lenient(v.picklist(SORTS)),
  text: words(128),
})

export type CustomersSearch = v.InferOutput<typeof customersSearch>
