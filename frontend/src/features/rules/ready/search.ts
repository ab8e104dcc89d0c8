import * as v from 'valibot'
import { lenient, whole, words } from '@/lib/search'

export const SHOWN = ['on', 'off'] as const

/** The address of the ready rules: what is looked for, which one is open, and of which policy. */
export const readySearch = v.object({
  text: words(128),
  attack: words(100),
  shown: lenient(v.picklist(SHOWN)),
  rule: words(100),
  policy: whole(1, 2 ** 31 - 1),
})

export type ReadySearch = v.InferOutput<typeof readySearch>
