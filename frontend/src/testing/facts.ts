import type { CustomerDetail, CustomerRow, Linked, SimilarPayments, Timeline } from '@/lib/api.gen'
import { transactionRow } from './samples'

/** Believable answers about what surrounds an order, complete by type. */

const AT = '2026-11-21T09:30:00Z'

export function similar(over: Partial<SimilarPayments> = {}): SimilarPayments {
  return {
    items: [
      {
        transaction: transactionRow({ id: 900, customer: 'Lena Fischer', amount: '640.00' }),
        distance: 0.08,
        outcome: 'fraud',
        known_by: 'chargeback',
      },
      {
        transaction: transactionRow({ id: 901, customer: 'Kofi Mensah', amount: '240.00' }),
        distance: 0.11,
        outcome: 'good',
        known_by: 'no_dispute',
      },
    ],
    fraud: 1,
    good: 1,
    unknown: 0,
    candidates: 1200,
    ...over,
  }
}

export function timeline(over: Partial<Timeline> = {}): Timeline {
  return {
    items: [
      { at: AT, kind: 'paid', by: null, details: { amount: '1284.00', currency: 'USD' } },
      {
        at: AT,
        kind: 'scored',
        by: null,
        details: {
          score: 87.4,
          decision: 'review',
          model_version: 'forest-1',
          arm: 'champion',
          policy_version: 1,
          review_line: 45,
          block_line: 92,
        },
      },
    ],
    ...over,
  }
}

export function linked(over: Partial<Linked> = {}): Linked {
  return {
    customer: {
      customer: 'Maya Okafor',
      orders: 14,
      typical_amount: '207.00',
      disputes: 0,
      since: '2024-11-02T10:00:00Z',
      open_reviews: 1,
    },
    pace: {
      of: 'customer',
      windows: [
        { window: '10m', now: 3, usual: 0 },
        { window: '24h', now: 6, usual: 0.4 },
        { window: '7d', now: 7, usual: 1.1 },
      ],
      attempts: [
        { id: 1284, at: AT, amount: '1284.00', currency: 'USD', decision: 'review' },
        {
          id: 1283,
          at: '2026-11-21T09:24:00Z',
          amount: '1284.00',
          currency: 'USD',
          decision: 'block',
        },
      ],
    },
    details: [
      {
        kind: 'device',
        value: 'device-7',
        customers: 1,
        orders: 3,
        frauds: 2,
        first_at: AT,
      },
      {
        kind: 'email',
        value: 'm.okafor@example.com',
        customers: 0,
        orders: 14,
        frauds: 0,
        first_at: AT,
      },
    ],
    ...over,
  }
}

export function customerRow(over: Partial<CustomerRow> = {}): CustomerRow {
  return {
    customer: 'Maya Okafor',
    orders: 14,
    spent: '3120.00',
    currency: 'USD',
    first_at: '2024-11-02T10:00:00Z',
    last_at: AT,
    risk: 74.2,
    trend: [12, 20, 18, 40, 87],
    frauds: 1,
    disputes: 0,
    open_reviews: 2,
    ...over,
  }
}

export function customerDetail(over: Partial<CustomerDetail> = {}): CustomerDetail {
  return {
    ...customerRow(),
    scores: [
      { at: '2026-11-01T10:00:00Z', id: 1200, score: 12, decision: 'approve', label: 'legitimate' },
      { at: '2026-11-11T10:00:00Z', id: 1250, score: 91, decision: 'block', label: 'fraud' },
      { at: AT, id: 1284, score: 87, decision: 'review', label: null },
    ],
    linked: [{ customer: 'Anton Reyes', by: 'device', count: 1 }],
    notes: [{ id: 5, at: AT, by: 'Dana Lee', text: 'Called: knows the order.' }],
    ...over,
  }
}
