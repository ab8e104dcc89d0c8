import type { Call } from '@/lib/snippets'
import type { CallName } from '@/messages/en/guide/page'

const post = (path: string, body: unknown): Call => ({ method: 'POST', path, body })
const score = (body: object): Call => post('/api/predict', body)
const forced = (customer: string): Call => score({ amount: '129.90', customer })

/** A payment nobody has; for a reader without one of their own. */
const SOME_PAYMENT = 1284

/** What the pages of the guide send; `payment` is one of the reader's own test payments. */
export const callsOf = (payment = SOME_PAYMENT): Record<CallName, Call> => ({
  score: score({ amount: '129.90', merchant_category: 'electronics', customer: 'cus_118' }),
  scoreMore: score({
    amount: '1284.00',
    hour: 3,
    day_of_week: 6,
    merchant_category: 'electronics',
    transaction_type: 'online',
    customer: 'cus_90210',
    country: 'BR',
  }),
  scoreAgain: {
    ...score({ amount: '42.00', customer: 'cus_118' }),
    headers: { 'Idempotency-Key': 'order-2041' },
  },
  batch: post('/api/predict-batch', {
    transactions: [
      { amount: '19.90', customer: 'cus_118', external_id: 'order-2042' },
      { amount: '964.50', customer: 'cus_207', external_id: 'order-2043' },
      { amount: 'a lot', customer: 'cus_311', external_id: 'order-2044' },
    ],
  }),
  feedback: post('/api/feedback', {
    transaction_id: payment,
    label: 'fraud',
    source: 'chargeback',
    notes: 'Reason code 10.4',
  }),
  feedbackBulk: post('/api/feedback-bulk', {
    items: [
      { transaction_id: payment, label: 'fraud', source: 'chargeback' },
      { external_id: 'order-2042', label: 'legitimate', source: 'customer' },
    ],
  }),
  feedbackFile: { method: 'POST', path: '/api/feedback/uploads', file: 'chargebacks.csv' },
  transactions: { method: 'GET', path: '/api/transactions?decision=review&limit=2' },
  upload: { method: 'POST', path: '/api/uploads/score', file: 'orders.csv' },
  invalid: score({ customer: 'cus_118' }),
  testApprove: forced('test_approve'),
  testReview: forced('test_review'),
  testBlock: forced('test_block'),
  testDegraded: forced('test_degraded'),
  testError: forced('test_error'),
})
