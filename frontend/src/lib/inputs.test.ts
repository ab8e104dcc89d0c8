import { expect, test } from 'vitest'
import { inputName } from './inputs'

test.each([
  ['amount_vs_customer', 'Amount against the customer’s usual'],
  ['card_count_1h', 'Card: orders in an hour'],
  ['ip_fraud_rate_30d', 'IP address: fraud, last 30 days'],
  ['some_new_input', 'Some new input'],
])('%s is called %s', (name, text) => {
  expect(inputName(name)).toBe(text)
})
