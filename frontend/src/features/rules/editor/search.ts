import * as v from 'valibot'
import { whole, words } from '@/lib/search'

const MOST = 2 ** 31 - 1
/** Longer ones would not fit into every address. */
export const MAX_SHARED = 1_500

/** What the address of the editor may hold: the rule, which one it begins as, and into which draft it goes. */
export const editorSearch = v.object({
  sentence: words(MAX_SHARED),
  from: whole(1, MOST),
  policy: whole(1, MOST),
})
