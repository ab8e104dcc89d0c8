/** Models of a shop with weeks of labels, as the API answers; a test cannot wait for them. */

const interval = (mean: number, labels = 412) => ({
  mean,
  low: mean - 0.06,
  high: mean + 0.05,
  labels,
})

const OWN = {
  version: 'own-7',
  kind: 'trained',
  parent: null,
  is_base: false,
  is_champion: true,
  trained_on: 'own payments',
  created_at: '2026-11-14T03:00:00Z',
  created_by: 'schedule',
  reason: '120 new labels',
  rows: 12_480,
  data_from: '2026-09-01T00:00:00Z',
  data_until: '2026-11-13T00:00:00Z',
  labels: { fraud: 92, legitimate: 320, chargeback: 61, reviewer: 351 },
  learned_share: 0.62,
  has_probability: true,
  average_precision: interval(0.71),
}
const CHALLENGER = { ...OWN, version: 'own-8', is_champion: false }
const RUN = {
  id: 31,
  kind: 'train',
  state: 'running',
  step: 'Reading payments',
  done: 3_000,
  total: 12_000,
  eta_seconds: 40,
  reason: 'New charge-backs',
  created_by: 'Dana Lee',
  created_at: '2026-11-21T09:30:00Z',
  started_at: '2026-11-21T09:30:00Z',
  finished_at: null as string | null,
  version: null as string | null,
  error: null as string | null,
}
const OVER = { state: 'failed', finished_at: '2026-11-20T09:30:00Z', eta_seconds: null }

export const MODELS = {
  champion: OWN,
  follows_base: false,
  can_roll_back_to: 'own-6',
  challengers: [
    {
      model: CHALLENGER,
      share: 0.05,
      since: '2026-11-18T03:00:00Z',
      created_by: 'schedule',
      waiting: 12,
      compared: { payments: 6_120, labelled: 214, agree: 0.984 },
    },
  ],
  versions: [CHALLENGER, OWN],
  labels: {
    total: 412,
    fraud: 92,
    legitimate: 320,
    by_source: { chargeback: 61, reviewer: 351 },
    held_back: 240,
    held_back_fraud: 37,
    needed_for_probability: 200,
    needed_fraud_for_probability: 20,
  },
  learned_share: 0.62,
  next_training_at: '2026-11-25T03:00:00Z',
  labels_until_training: 38,
  runs: [RUN, { ...RUN, ...OVER, id: 30, error: 'Too few payments: 12 of 1,000.' }],
  changes: [
    {
      kind: 'promoted',
      version: 'own-7',
      before: 'own-6',
      share: null,
      reason: 'Better on November',
      created_by: 'Dana Lee',
      created_at: '2026-11-15T10:00:00Z',
    },
  ],
}

const POINTS = [
  [0.04, 0.03, 180],
  [0.22, 0.25, 90],
  [0.61, 0.57, 62],
  [0.9, 0.93, 48],
] as const

export const DETAIL = {
  ...OWN,
  sha256: '9f2c1d0e8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d',
  size: 840_000,
  schema_hash: '3ac91be2',
  feature_names: ['amount_vs_customer', 'terminal_fraud_rate_30d', 'hour'],
  features: [
    { name: 'terminal_fraud_rate_30d', group: 'terminal_risk', importance: 0.52 },
    { name: 'amount_vs_customer', group: 'amount_vs_customer', importance: 0.4 },
    { name: 'hour', group: 'time', importance: 0.08 },
  ],
  parameters: { trees: 200, learning_rate: 0.05, forest: { seeds: 3 } },
  versions: { 'scikit-learn': '1.9.1', numpy: '2.5.0' },
  metrics: {
    average_precision: interval(0.71),
    precision_at_budget: interval(0.64),
    recall_at_budget: interval(0.88),
    recall_at_1pct_fpr: interval(0.8),
    calibration: {
      ece: 0.031,
      brier: 0.006,
      brier_base: 0.009,
      labels: 412,
      curve: POINTS.map(([mean_probability, fraud_share, n]) => ({
        mean_probability,
        fraud_share,
        low: Math.max(0, fraud_share - 0.1),
        high: Math.min(1, fraud_share + 0.1),
        n,
      })),
    },
  },
}

export const QUALITY = {
  version: 'own-7',
  points: [0.6, 0.64, null, 0.68, 0.73].map((mean, week) => ({
    starts_at: new Date(Date.UTC(2026, 9, 19 + 7 * week)).toISOString(),
    ends_at: new Date(Date.UTC(2026, 9, 26 + 7 * week)).toISOString(),
    version: 'own-7',
    payments: 1_700,
    labels: 60,
    frauds: 12,
    average_precision: mean && interval(mean, 60),
    precision: mean && interval(mean - 0.1, 40),
    recall: mean && interval(mean + 0.1, 12),
  })),
}

const bins = { edges: [0.5, 2], before: [0.5, 0.3, 0.2], now: [0.2, 0.3, 0.5] }
const drifted = (feature: string, psi: number, level: string) => ({
  feature,
  group: feature,
  psi,
  level,
  missing_share: 0.12,
  missing_share_then: 0.02,
  bins,
})

export const DRIFT = {
  version: 'own-7',
  made_at: '2026-11-21T03:00:00Z',
  starts_at: '2026-11-14T00:00:00Z',
  ends_at: '2026-11-21T00:00:00Z',
  reference: 'training',
  payments: 1_702,
  payments_then: 12_480,
  features: [
    drifted('amount_vs_customer', 0.41, 'large'),
    drifted('customer_count_24h', 0.14, 'moderate'),
    drifted('hour', 0.01, 'stable'),
  ],
  score: { psi: 0.03, level: 'stable', bins, flagged_share: 0.04, flagged_share_then: 0.03 },
  labels: {
    psi: 0.02,
    level: 'stable',
    fraud_share: 0.24,
    fraud_share_then: 0.22,
    labels: 60,
    labels_then: 412,
  },
  signals: [{ signal: 'device', missing_share: 0.3, missing_share_then: 0.1 }],
}

const OUTCOME = {
  cost: '1840.00',
  caught: 31,
  missed: 6,
  false_alarms: 22,
  reviews: 96,
  blocks: 14,
  average_precision: interval(0.7, 214),
}
const DIFFERENCE = {
  transaction_id: 1,
  external_id: 'order-1284',
  amount: '1284.00',
  currency: 'USD',
  occurred_at: '2026-11-20T09:30:00Z',
  champion: { score: 31.2, decision: 'approve' },
  challenger: { score: 87.4, decision: 'review' },
  label: 'fraud',
  who_was_right: 'challenger',
}

export const COMPARISON = {
  champion_version: 'own-7',
  challenger_version: 'own-8',
  starts_at: '2026-11-17T09:30:00Z',
  ends_at: '2026-11-21T09:30:00Z',
  currency: 'USD',
  payments: 6_120,
  labelled: 214,
  frauds: 37,
  agree: 0.984,
  champion: OUTCOME,
  challenger: { ...OUTCOME, cost: '1420.00', caught: 34, missed: 3, reviews: 124 },
  difference: { money: '420.00', low: '120.00', high: '730.00' },
  differ: [
    DIFFERENCE,
    { ...DIFFERENCE, transaction_id: 2, external_id: null, label: null, who_was_right: 'unknown' },
  ],
  gate: {
    passed: true,
    checks: [
      { name: 'labels', passed: true, text: '214 labels, 37 of them fraud; 50 are needed.' },
      { name: 'quality', passed: true, text: 'Not worse: 70% against 70%.' },
    ],
  },
}
