import type { Call } from '@/lib/snippets'

const predict = (body: object): Call => ({ method: 'POST', path: '/api/predict', body })

/** The first payment. */
export const FIRST = predict({
  amount: '129.90',
  merchant_category: 'electronics',
  customer: 'cus_118',
})

/** In test mode this customer always goes to review. */
export const FLAGGED = predict({
  amount: '1284.00',
  merchant_category: 'electronics',
  customer: 'test_review',
})
