import type { Preview, PreviewRow, RuleCaught, ScoreBucket } from '@/lib/api.gen'

/** What changes would have done to past orders; the figures fit each other. */

export function previewRow(over: Partial<PreviewRow> = {}): PreviewRow {
  return {
    transaction_id: 48213,
    external_id: 'order-48213',
    customer: 'c-17',
    amount: '1284.00',
    currency: 'USD',
    occurred_at: '2026-11-20T03:15:00Z',
    score_now: 93.5,
    score_new: 93.5,
    now: 'block',
    new: 'review',
    label: 'legitimate',
    ...over,
  }
}

export function ruleCaught(over: Partial<RuleCaught> = {}): RuleCaught {
  return {
    sentence: 'Review if amount is over 500',
    payments: 37,
    fraud: 9,
    good: 4,
    unknown: 24,
    amount: '31840.00',
    precision: { count: 9, of: 13, value: 0.6923, low: 0.4237, high: 0.8732 },
    sample: [previewRow()],
    ...over,
  }
}

/** Orders of one step of the score; `fraud` and `good` of them are known, of $100 each. */
export function bucket(score: number, payments: number, fraud = 0, good = 0): ScoreBucket {
  return {
    score,
    payments,
    fraud,
    good,
    unknown: payments - fraud - good,
    amount: (100 * payments).toFixed(2),
    if_approved: (115 * fraud).toFixed(2),
    if_reviewed: (2 * payments).toFixed(2),
    if_blocked: (25 * good).toFixed(2),
  }
}

const rate = (count: number, of: number, low: number, high: number) => ({
  count,
  of,
  value: of ? count / of : null,
  low,
  high,
})

/** 28 days: 1,000 orders, 60 with a known outcome; lines at 45 and 92 now, 50 and 80 tried. */
export function preview(over: Partial<Preview> = {}): Preview {
  return {
    policy: 7,
    based_on: 7,
    held_against: [{ policy: 7, payments: 1000 }],
    currency: 'USD',
    starts_at: '2026-10-24T08:00:00Z',
    ends_at: '2026-11-21T08:00:00Z',
    payments: 1000,
    labelled: 60,
    frauds: 20,
    now: {
      lines: { review: 45, block: 92 },
      approved: 900,
      reviewed: 84,
      blocked: 16,
      fraud_caught: rate(18, 20, 0.699, 0.972),
      blocks_right: rate(8, 10, 0.49, 0.943),
      good_declined: rate(2, 40, 0.0138, 0.165),
      reviews_a_day: 3,
      cost: '448.00',
      net_saving: '1852.00',
    },
    new: {
      lines: { review: 50, block: 80 },
      approved: 928,
      reviewed: 42,
      blocked: 30,
      fraud_caught: rate(17, 20, 0.64, 0.948),
      blocks_right: rate(14, 18, 0.548, 0.91),
      good_declined: rate(4, 40, 0.0396, 0.2305),
      reviews_a_day: 1.5,
      cost: '529.00',
      net_saving: '1771.00',
    },
    change: {
      fraud_caught: { value: -0.05, low: -0.16, high: 0 },
      blocks_right: { value: -0.0222, low: -0.11, high: 0.08 },
      good_declined: { value: 2, low: 0, high: 5 },
      reviews_a_day: { value: -1.5, low: -1.9, high: -1.1 },
    },
    saving: { amount: '-81.00', low: '-230.00', high: '64.00', currency: 'USD' },
    rows: {
      changed: 42,
      newly_approved: 28,
      newly_reviewed: 0,
      newly_blocked: 14,
      fraud: 7,
      good: 8,
      unknown: 27,
      amount: '8420.00',
      sample: [previewRow({ now: 'review', new: 'block', score_now: 84, score_new: 84 })],
    },
    rule: null,
    unknown: { payments: 0, amount: '0.00', spot_checked: 0, fraud: null },
    buckets: {
      by_lines: [
        bucket(10, 900, 2, 20),
        bucket(45.5, 28, 1, 6),
        bucket(60, 42, 3, 10),
        bucket(84, 14, 6, 2),
        bucket(92, 10, 5, 2),
        bucket(99.5, 6, 3, 0),
      ],
      held: [],
      approved: bucket(0, 0),
      blocked: bucket(0, 0),
    },
    notes: [
      {
        code: 'young',
        text: '40 payments are younger than 30 days, and disputes of them may still arrive.',
        count: 40,
      },
    ],
    ...over,
  }
}
