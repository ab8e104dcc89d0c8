import * as v from 'valibot'
import { expect, test } from 'vitest'
import { bodyOf, curlOf, EMPTY, EXAMPLE, schema } from './form'

const ZONE = 'America/New_York'

test('only what was filled in is sent, each in the type the API wants', () => {
  expect(bodyOf({ ...EMPTY, amount: '12.50' }, ZONE)).toEqual({ amount: '12.50' })
  expect(bodyOf({ ...EXAMPLE, merchant_category: '5', transaction_type: '007' }, ZONE)).toEqual({
    amount: '1284.00',
    hour: 3,
    day_of_week: 6,
    merchant_category: 5,
    transaction_type: '007',
    customer: 'cus_90210',
    country: 'BR',
  })
})

test("times are on the clocks of the merchant's zone", () => {
  const times = { ...EMPTY, occurred_at: '2026-11-09T14:05', customer_created_at: '2026-07-01' }
  expect(bodyOf({ ...times, amount: '1' }, ZONE)).toMatchObject({
    occurred_at: '2026-11-09T19:05:00.000Z',
    customer_created_at: '2026-07-01T04:00:00.000Z',
  })
})

test.each([
  ['amount', '', 'Enter the amount.'],
  ['amount', '12,5', 'Write an amount such as 1284 or 12.50.'],
  ['amount', '-3', 'Write an amount such as 1284 or 12.50.'],
  ['hour', '24', 'Write a whole hour from 0 to 23.'],
  ['country', 'GBR', 'Write two letters, such as GB.'],
  ['ip', '1.2.3', 'Write an address such as 203.0.113.7.'],
  ['email', 'dana', 'This does not look like an e-mail address.'],
])('%s "%s" is refused in words', (name, typed, words) => {
  const { issues } = v.safeParse(schema, { ...EXAMPLE, [name]: typed })
  expect(issues?.map((issue) => issue.message)).toEqual([words])
})

test('an amount may be written as people write it', () => {
  expect(v.parse(schema, { ...EMPTY, amount: ' 1,284.00 ' }).amount).toBe('1284.00')
})

test('the command survives quotes and names no key', () => {
  const curl = curlOf({ amount: '1', customer: "O'Neil" }, 'https://pay.example')
  expect(curl).toContain("O'\\''Neil")
  expect(curl).toContain('"X-API-Key: $SECUREFLOW_API_KEY"')
  expect(curl).toMatch(/^curl -s https:\/\/pay\.example\/api\/predict \\\n/)
})
