import type {
  Feedback,
  Prediction,
  Session,
  TransactionDetail,
  TransactionRow,
  Upload,
} from '@/lib/api.gen'
import type { Member } from '@/lib/me'

export { dashboard, needsYou } from './overview'

/** Believable answers of the API, complete by type: `transactionRow({ score: 91 })`. */

const AT = '2026-11-21T09:30:00Z'

export function me(over: Partial<Member> = {}): Member {
  return {
    id: 7,
    kind: 'user',
    name: 'Dana Lee',
    email: 'dana@northwind.example',
    role: 'admin',
    scopes: ['feedback', 'manage', 'read', 'score'],
    mode: 'live',
    second_factor: false,
    session_id: 11,
    merchant: {
      id: 1,
      name: 'Northwind Store',
      currency: 'USD',
      time_zone: 'Europe/London',
      costs: { chargeback_fee: '15.00', margin: 0.3, review_cost: '2.60' },
    },
    ...over,
  }
}

export function signedIn(over: Partial<Session> = {}): Session {
  return {
    authenticated: true,
    access_token: 'token-1',
    expires_in: 900,
    me: me(),
    events: '1-0',
    ...over,
  }
}

export function transactionRow(over: Partial<TransactionRow> = {}): TransactionRow {
  return {
    id: 1284,
    external_id: 'order-1284',
    amount: '1284.00',
    currency: 'USD',
    occurred_at: AT,
    created_at: AT,
    hour: 9,
    day_of_week: 5,
    merchant_category: 'electronics',
    transaction_type: 'card_not_present',
    customer: 'Maya Okafor',
    card: 'card-4242',
    country: 'GB',
    score: 87.4,
    level: 'high',
    decision: 'review',
    is_fraudulent: true,
    top_reason: 'Amount is 6.2 times what this category usually sees',
    label: null,
    authorisation_expires_at: null,
    selected: null,
    review: null,
    ...over,
  }
}

export function transaction(over: Partial<TransactionDetail> = {}): TransactionDetail {
  return {
    ...transactionRow(),
    card_bin: null,
    device: 'device-7',
    terminal: null,
    ip: null,
    email: 'm.okafor@example.com',
    customer_created_at: null,
    item: null,
    quantity: null,
    extra: {},
    confidence: 0.77,
    anomaly_score: -0.12,
    probability: null,
    base_points: 12.4,
    model_score: 87.4,
    rule_points: 0,
    hits: [],
    on_lists: [],
    wrong_rules: [],
    risk_factors: [
      {
        code: 'amount_vs_category',
        feature: 'amount_ratio',
        value: 6.2,
        points: 84,
        text: 'Amount is 6.2 times what this category usually sees',
        evidence: '1,284 against 207',
      },
      {
        code: 'others',
        feature: 'others',
        value: null,
        points: -9,
        text: '4 other signals together',
        evidence: null,
      },
    ],
    features: { amount_ratio: 6.2 },
    signals_sent: 8,
    signals_missing: ['ip', 'terminal'],
    signals_helpful: [
      { signal: 'ip', text: 'shows many cards tried from one address' },
      { signal: 'terminal', text: 'shows where earlier fraud was' },
    ],
    counterfactual: 'Would be approved below 180.',
    arm: 'champion',
    model_version: 'forest-1',
    policy: { version: 1, review_line: 45, block_line: 92 },
    data_source: 'model',
    degraded: false,
    is_test: false,
    feedback: [],
    ...over,
  }
}

export function feedback(over: Partial<Feedback> = {}): Feedback {
  return {
    id: 1,
    transaction_id: 1284,
    label: 'fraud',
    is_correct: true,
    source: 'reviewer',
    notes: null,
    occurred_at: AT,
    created_by: 'Dana Lee',
    created_at: AT,
    counts: true,
    ...over,
  }
}

export function prediction(over: Partial<Prediction> = {}): Prediction {
  const { base_points, risk_factors, score, level, decision, is_fraudulent, confidence } =
    transaction()
  return {
    transaction_id: 1284,
    external_id: null,
    is_fraudulent,
    confidence,
    risk_factors,
    base_points,
    data_source: 'model',
    timestamp: AT,
    score,
    level,
    decision,
    hits: [],
    policy_version: 1,
    probability: null,
    anomaly_score: -0.12,
    model_version: 'forest-1',
    arm: 'champion',
    degraded: false,
    signals_missing: [],
    signals_helpful: [],
    ...over,
  }
}

export function upload(over: Partial<Upload> = {}): Upload {
  return {
    id: 7,
    filename: 'october-orders.csv',
    created_at: AT,
    rows: 12_480,
    scored: 12_466,
    replayed: 0,
    bad: 14,
    approve: 12_300,
    review: 118,
    block: 48,
    currency: 'USD',
    amount: '1204880.00',
    flagged_amount: '40210.00',
    columns: { amount: 'total' },
    ignored_columns: ['note'],
    bad_rows: [{ line: 17, field: 'amount', message: 'must be a number' }],
    result_path: '/api/uploads/7/result.csv',
    seconds: 3.2,
    ...over,
  }
}
