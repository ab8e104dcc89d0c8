import type { CostSettings } from '@/lib/api.gen'

/** What a mistake costs, exact: amounts of money, and the margin as a share of the price. */
export interface Costs {
  chargeback_fee: string
  margin: string
  review_cost: string
}

const NAMES = ['chargeback_fee', 'margin', 'review_cost'] as const

/** The costs as the service has them, to say later what was looked at. */
export const seen = ({ chargeback_fee, margin, review_cost }: CostSettings): Costs => ({
  chargeback_fee,
  margin: String(margin),
  review_cost,
})

/** What somebody else has made of the costs, as a refusal says it; null where it does not. */
export function costsOf(said: Record<string, string> | null): Costs | null {
  const [chargeback_fee, margin, review_cost] = NAMES.map((name) => said?.[name])
  return chargeback_fee && margin && review_cost ? { chargeback_fee, margin, review_cost } : null
}
