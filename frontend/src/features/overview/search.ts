import * as v from 'valibot'

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
})

export type OverviewSearch = v.InferOutput<typeof overviewSearch>
