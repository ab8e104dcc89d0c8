import type { Arm, ModelDetail, ModelSummary, Models, Run } from '@/lib/api.gen'

/** Believable models, their challengers and their runs; like samples.ts. */

const AT = '2026-11-21T09:30:00Z'

export const interval = (mean: number, labels = 412) => ({
  mean,
  low: mean - 0.06,
  high: mean + 0.05,
  labels,
})

function modelSummary(over: Partial<ModelSummary> = {}): ModelSummary {
  return {
    version: 'own-7',
    kind: 'trained',
    parent: null,
    is_base: false,
    is_champion: true,
    trained_on: 'merchant 1',
    created_at: '2026-11-14T03:00:00Z',
    created_by: 'job make_model',
    reason: '120 new labels',
    rows: 12_480,
    data_from: '2026-09-01T00:00:00Z',
    data_until: '2026-11-13T00:00:00Z',
    labels: { fraud: 92, legitimate: 320, reported: 61, reviewed: 351 },
    learned_share: 0.62,
    has_probability: true,
    average_precision: interval(0.71),
    ...over,
  }
}

export const baseModel = () =>
  modelSummary({
    version: 'base-3',
    is_base: true,
    is_champion: false,
    trained_on: 'simulator',
    rows: 200_000,
    labels: {},
    learned_share: 0,
    has_probability: false,
    average_precision: null,
  })

export function modelDetail(over: Partial<ModelDetail> = {}): ModelDetail {
  return {
    ...modelSummary(),
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
        curve: [
          { mean_probability: 0.04, fraud_share: 0.03, low: 0.01, high: 0.08, n: 180 },
          { mean_probability: 0.22, fraud_share: 0.25, low: 0.16, high: 0.36, n: 90 },
          { mean_probability: 0.61, fraud_share: 0.57, low: 0.44, high: 0.69, n: 62 },
          { mean_probability: 0.9, fraud_share: 0.93, low: 0.82, high: 0.98, n: 48 },
        ],
      },
    },
    ...over,
  }
}

function arm(over: Partial<Arm> = {}): Arm {
  return {
    model: modelSummary({ version: 'own-8', is_champion: false }),
    share: 0,
    since: '2026-11-18T03:00:00Z',
    created_by: 'schedule',
    waiting: 0,
    compared: { payments: 6_120, labelled: 214, agree: 0.984 },
    ...over,
  }
}

export function run(over: Partial<Run> = {}): Run {
  return {
    id: 31,
    kind: 'train',
    state: 'done',
    step: null,
    done: 12_480,
    total: 12_480,
    eta_seconds: null,
    reason: 'New chargebacks',
    created_by: 'Dana Lee',
    created_at: AT,
    started_at: AT,
    finished_at: AT,
    version: 'own-8',
    error: null,
    ...over,
  }
}

export function modelsAnswer(over: Partial<Models> = {}): Models {
  return {
    champion: modelSummary(),
    follows_base: false,
    can_roll_back_to: 'own-6',
    challengers: [arm()],
    versions: [arm().model, modelSummary(), baseModel()],
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
    runs: [run()],
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
    ...over,
  }
}
