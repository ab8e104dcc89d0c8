import type { Dashboard, NeedsYou } from '@/lib/api.gen'

/** The overview's answer: an ordinary one, and one in which everything is known. */

const AT = '2026-11-21T09:30:00Z'

export function needsYou(over: Partial<NeedsYou> = {}): NeedsYou {
  return {
    review_id: 31,
    transaction_id: 1284,
    score: 87.4,
    level: 'high',
    top_reason: 'Amount is 6.2 times what this category usually sees',
    customer: 'Maya Okafor',
    amount: '1284.00',
    currency: 'USD',
    expected_loss: '796.08',
    loss_by: 'probability',
    due_at: null,
    occurred_at: AT,
    ...over,
  }
}

export function dashboard(over: Partial<Dashboard> = {}): Dashboard {
  return {
    period: '28d',
    starts_at: '2026-10-24T09:30:00Z',
    ends_at: AT,
    currency: 'USD',
    time_zone: 'Europe/London',
    figures: {
      transactions: { now: 48_213, before: 45_400 },
      flagged: { now: 1_012, before: 990 },
      reviewed: { now: 675, before: 590 },
      blocked: { now: 337, before: 400 },
      fraud_stopped: { now: '18420.00', before: '16446.00' },
      fraud_missed: { now: '940.00', before: '1210.00' },
      good_declined: { now: 41, before: 50 },
      money_at_risk: { now: '6683.00', before: '5120.00' },
      net_saving: { now: '15960.00', before: '14010.00' },
      seconds_to_decide: { now: 41, before: 50 },
    },
    days: [
      {
        starts_at: '2026-11-20T00:00:00Z',
        transactions: 1_700,
        reviewed: 24,
        blocked: 12,
        good_declined: 1,
        fraud_stopped: '640.00',
        seconds_to_decide: 40,
      },
    ],
    days_before: [],
    hours: [],
    categories: [],
    histogram: [],
    agreement: {
      labels: 0,
      labels_needed: 50,
      right: 0,
      wrong: 0,
      agreement: null,
      fraud_caught: null,
      frauds: 0,
      flagged_labelled: 0,
      flagged_right: null,
      blocks_labelled: 0,
      blocks_right: null,
      reviews_labelled: null,
    },
    open_reviews: 23,
    needs_you_now: [needsYou()],
    shield: { mode: 'live', effect: 'block', under_way: 0, bursts: [] },
    inputs: null,
    notes: [],
    types: [],
    customer_ages: [],
    other_currencies: [],
    policy: { version: 1, review_line: 45, block_line: 92 },
    model_version: 'forest-1',
    first_transaction_on: '2026-10-24',
    ...over,
  }
}

const group = <T extends object>(over: T) => ({
  transactions: 400,
  flagged: 30,
  labelled: 25,
  fraud: 12,
  flagged_amount: '4100.00',
  fraud_amount: '3120.00',
  ...over,
})

/** With labels, groups, hours, another currency and inputs that have moved. */
export const fullDashboard = () =>
  dashboard({
    agreement: {
      labels: 214,
      labels_needed: 50,
      right: 199,
      wrong: 15,
      agreement: 0.93,
      frauds: 100,
      flagged_labelled: 214,
      flagged_right: 0.93,
      blocks_labelled: 40,
      fraud_caught: 0.88,
      blocks_right: 0.71,
      reviews_labelled: 0.92,
    },
    histogram: [
      { floor: 0, approve: 40_000, review: 0, block: 0 },
      { floor: 90, approve: 0, review: 20, block: 30 },
    ],
    categories: [group({ category: 'gift_cards' })],
    types: [group({ type: 'card_not_present' })],
    customer_ages: [
      group({ age: 'under_1d' as const }),
      group({ age: 'over_365d' as const, fraud: 1 }),
    ],
    hours: [
      { day_of_week: 0, hour: 3, transactions: 200, flagged: 20, fraud: 8 },
      { day_of_week: 6, hour: 12, transactions: 300, flagged: 3, fraud: 0 },
    ],
    inputs: { state: 'drifting', drifted: 2, made_at: '2026-11-20T03:00:00Z' },
    other_currencies: [{ currency: 'EUR', transactions: 12, amount: '1204.00' }],
  })
