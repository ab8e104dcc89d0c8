import type { Call } from '@/lib/snippets'

/** The first payment. */
export const FIRST: Call = {
  method: 'POST',
  path: '/api/predict',
  body: { amount: '129.90', merchant_category: 'electronics', customer: 'cus_118' },
}

/** To move, to approve, and to decline. */
const AMOUNTS = ['1284.00', '310.50', '96.20']
export const TO_PRACTISE = AMOUNTS.length

/** Payments to practise on: in test mode this customer always goes to review. */
export function flagged(number: number): Call {
  const transactions = AMOUNTS.slice(0, number).map((amount) => ({
    amount,
    merchant_category: 'electronics',
    customer: 'test_review',
  }))
  return { method: 'POST', path: '/api/predict-batch', body: { transactions } }
}
