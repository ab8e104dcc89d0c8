import * as v from 'valibot'
import { lenient, whole, words } from '@/lib/search'

export const STATES = ['live', 'shadow', 'draft', 'off'] as const
/** The gravest first: what declines an order is read before what only raises its score. */
export const EFFECTS = ['block', 'review', 'approve', 'points'] as const
export const PERIODS = [7, 28, 90, 365] as const
export const USUAL_DAYS = 28

export type State = (typeof STATES)[number]
export type Effect = (typeof EFFECTS)[number]

/** What the address of the list may hold behind the question mark. */
export const rulesSearch = v.object({
  text: words(128),
  state: lenient(v.picklist(STATES)),
  effect: lenient(v.picklist(EFFECTS)),
})

export type RulesSearch = v.InferOutput<typeof rulesSearch>

/** What can be done with a rule, each over its page or beside it. */
export const ACTS = ['snooze', 'remove', 'delete'] as const

/** What the address of one rule may hold: over how many days its hits are counted. */
export const ruleSearch = v.object({ days: whole(1, 400), do: lenient(v.picklist(ACTS)) })

export type RuleSearch = v.InferOutput<typeof ruleSearch>
