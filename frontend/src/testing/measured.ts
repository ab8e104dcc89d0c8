import type {
  Comparison,
  Drift,
  QualityOverTime,
  ReviewAgreement,
  ReviewSample,
} from '@/lib/api.gen'
import { interval } from './models'

/** What was measured of models: over time, against what they learned from, and side by side. */

const AT = '2026-11-21T09:30:00Z'

export function qualityOverTime(over: Partial<QualityOverTime> = {}): QualityOverTime {
  const week = (day: string, mean: number | null) => ({
    starts_at: `2026-${day}T00:00:00Z`,
    ends_at: `2026-${day}T00:00:00Z`,
    version: 'own-7',
    payments: 1_700,
    labels: 60,
    frauds: 12,
    average_precision: mean === null ? null : interval(mean, 60),
    precision: mean === null ? null : interval(mean - 0.1, 40),
    recall: mean === null ? null : interval(mean + 0.1, 12),
  })
  return {
    version: 'own-7',
    points: [week('10-26', 0.6), week('11-02', null), week('11-09', 0.68), week('11-16', 0.73)],
    ...over,
  }
}

export function driftReport(over: Partial<Drift> = {}): Drift {
  const bins = { edges: [0.5, 2], before: [0.5, 0.3, 0.2], now: [0.2, 0.3, 0.5] }
  const feature = (name: string, psi: number, level: 'stable' | 'moderate' | 'large') => ({
    feature: name,
    group: name,
    psi,
    level,
    missing_share: 0.12,
    missing_share_then: 0.02,
    bins,
  })
  return {
    version: 'own-7',
    made_at: AT,
    starts_at: '2026-11-14T00:00:00Z',
    ends_at: AT,
    reference: 'training',
    payments: 1_702,
    payments_then: 12_480,
    features: [
      feature('amount_vs_customer', 0.41, 'large'),
      feature('customer_count_24h', 0.14, 'moderate'),
      feature('hour', 0.01, 'stable'),
    ],
    score: {
      psi: 0.03,
      level: 'stable',
      bins: { edges: [45, 92], before: [0.97, 0.02, 0.01], now: [0.96, 0.03, 0.01] },
      flagged_share: 0.04,
      flagged_share_then: 0.03,
    },
    labels: {
      psi: 0.02,
      level: 'stable',
      fraud_share: 0.24,
      fraud_share_then: 0.22,
      labels: 60,
      labels_then: 412,
    },
    signals: [{ signal: 'device', missing_share: 0.3, missing_share_then: 0.1 }],
    ...over,
  }
}

export function comparison(over: Partial<Comparison> = {}): Comparison {
  const outcome = {
    cost: '1840.00',
    caught: 31,
    missed: 6,
    false_alarms: 22,
    reviews: 96,
    blocks: 14,
    average_precision: interval(0.7, 214),
    milliseconds: 0.31,
  }
  return {
    champion_version: 'own-7',
    challenger_version: 'own-8',
    starts_at: '2026-11-17T09:30:00Z',
    ends_at: AT,
    currency: 'USD',
    payments: 6_120,
    labelled: 214,
    frauds: 37,
    agree: 0.984,
    champion: outcome,
    challenger: {
      ...outcome,
      cost: '1420.00',
      caught: 34,
      missed: 3,
      reviews: 124,
      milliseconds: 0.44,
    },
    difference: { money: '420.00', low: '120.00', high: '730.00' },
    differ: [
      {
        transaction_id: 1284,
        external_id: 'order-1284',
        amount: '1284.00',
        currency: 'USD',
        occurred_at: AT,
        champion: { score: 31.2, decision: 'approve' },
        challenger: { score: 87.4, decision: 'review' },
        label: 'fraud',
        who_was_right: 'challenger',
      },
      {
        transaction_id: 1290,
        external_id: null,
        amount: '40.00',
        currency: 'USD',
        occurred_at: AT,
        champion: { score: 48, decision: 'review' },
        challenger: { score: 21, decision: 'approve' },
        label: null,
        who_was_right: 'unknown',
      },
    ],
    gate: {
      passed: true,
      checks: [
        { name: 'labels', passed: true, text: '214 labels, 37 of them fraud; 50 are needed.' },
        { name: 'quality', passed: true, text: 'Not worse: 70% against 70%.' },
      ],
    },
    ...over,
  }
}

export function reviewAgreement(over: Partial<ReviewAgreement> = {}): ReviewAgreement {
  const kappa = { value: 0.789, low: 0.6412, high: 0.9368 }
  return { pairs: 64, agreed: 58, kappa, needed: 0, ...over }
}

export function reviewSample(over: Partial<ReviewSample> = {}): ReviewSample {
  return { sample_share: 0.005, close_call_share: 0.01, close_call_line: 38.2, ...over }
}
