import type { CostSettings, ReviewSettings } from '@/lib/api.gen'

/** What a merchant has set, complete by type; like samples.ts. */

export function costSettings(over: Partial<CostSettings> = {}): CostSettings {
  return {
    chargeback_fee: '15.00',
    margin: 0.25,
    review_cost: '2.00',
    currency: 'USD',
    ...over,
  }
}

export function reviewSettings(over: Partial<ReviewSettings> = {}): ReviewSettings {
  return {
    due_minutes: 1440,
    default_action: 'keep',
    second_opinion_share: 0.02,
    daily_goal: 30,
    ...over,
  }
}
