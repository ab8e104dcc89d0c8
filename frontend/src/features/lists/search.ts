import * as v from 'valibot'
import { lenient, words } from '@/lib/search'

/** What the address of the lists may hold: `open` is the form that makes one. */
export const listsSearch = v.object({ open: lenient(v.literal('new')) })

/** What can be done with a list, each beside its page or over it. */
export const SHEETS = ['add', 'import', 'change', 'delete'] as const
export type Sheet = (typeof SHEETS)[number]

/** What the address of one list may hold. */
export const listSearch = v.object({ text: words(254), open: lenient(v.picklist(SHEETS)) })
