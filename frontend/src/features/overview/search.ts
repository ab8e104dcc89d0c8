import * as v from 'valibot'
import { AGES, lenient, whole, words } from '@/lib/search'

export const PERIODS = ['24h', '7d', '28d', '90d'] as const
export const FIGURES = [
  'fraud_stopped',
  'good_declined',
  'reviewed',
  'seconds_to_decide',
  'transactions',
] as const
export const GROUPINGS = ['category', 'type', 'hour', 'age'] as const

export type Period = (typeof PERIODS)[number]
export type FigureKey = (typeof FIGURES)[number]
export type Grouping = (typeof GROUPINGS)[number]

/** What the address of this page may hold behind the question mark; anything else is dropped. */
export const overviewSearch = v.object({
  period: v.fallback(v.optional(v.picklist(PERIODS)), undefined),
  figure: v.fallback(v.optional(v.picklist(FIGURES)), undefined),
  by: v.fallback(v.optional(v.picklist(GROUPINGS)), undefined),
  category: words(64),
  type: words(64),
  weekday: whole(0, 6),
  hour: whole(0, 23),
  age: lenient(v.picklist(AGES)),
})

export type OverviewSearch = v.InferOutput<typeof overviewSearch>

/** What the orders share that the page is about, as the list of transactions names it too. */
export type Shared = Pick<OverviewSearch, 'category' | 'type' | 'weekday' | 'hour' | 'age'>

/** That part of an address; without what is not set. */
export function sharedOf({ category, type, weekday, hour, age }: OverviewSearch): Shared {
  const shared = { category, type, weekday, hour, age }
  return Object.fromEntries(Object.entries(shared).filter(([, value]) => value !== undefined))
}

/** The same as the API names it. */
export function questionOf({ weekday, age, ...same }: Shared) {
  return {
    ...same,
    ...(weekday !== undefined && { day_of_week: weekday }),
    ...(age !== undefined && { customer_age: age }),
  }
}
