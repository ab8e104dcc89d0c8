import type { CostSettings, ReviewPage, ReviewSettings } from '@/lib/api.gen'

/** What a merchant has set, complete by type; like samples.ts. */

export function costSettings(over: Partial<CostSettings> = {}): CostSettings {
  return {
    chargeback_fee: '15.00',
    margin: '0.2500',
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

/** A queue that is told of but not looked at: what the badge of the menu asks for. */
export function waiting(open: number): ReviewPage {
  return {
    items: [],
    next_cursor: null,
    counts: { open, due_soon: 0, mine: 0, spot_checks: 0, close_calls: 0, snoozed: 0 },
    snoozed_next: null,
    done_today: 7,
    daily_goal: 30,
  }
}
