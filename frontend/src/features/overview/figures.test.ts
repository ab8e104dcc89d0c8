import { expect, test } from 'vitest'
import type { Dashboard, Day } from '@/lib/api.gen'
import { dashboard } from '@/testing/samples'
import { figureViews } from './figures'

const day: Day = {
  starts_at: '2026-09-27T00:00:00Z',
  transactions: 0,
  reviewed: 0,
  blocked: 0,
  good_declined: 0,
  fraud_stopped: '0',
  seconds_to_decide: null,
}

function views(over: Partial<Dashboard> = {}) {
  const sample = dashboard({
    first_transaction_on: '2026-01-01',
    days_before: [day],
    agreement: { ...dashboard().agreement, labels: 214 },
    ...over,
  })
  return Object.fromEntries(figureViews(sample).map((view) => [view.key, view]))
}

test('each figure with its change, good or bad by what it means', () => {
  const { fraud_stopped, good_declined, reviewed, seconds_to_decide } = views()
  expect(fraud_stopped).toMatchObject({
    figure: '$18,420',
    delta: { change: 0.12, text: '12%', good: 'up' },
  })
  expect(good_declined).toMatchObject({ figure: '41', note: '0.09% of orders' })
  expect(good_declined?.delta).toMatchObject({ text: '18%', good: 'down' })
  expect(reviewed?.delta).toEqual({ change: 0.1, text: '0.1 pt', good: 'down' })
  expect(seconds_to_decide).toMatchObject({ figure: '41 s', delta: { change: -9, text: '9 s' } })
})

test('before there are labels nothing is zero', () => {
  const { figures, agreement } = dashboard()
  const { fraud_stopped } = views({
    figures: { ...figures, fraud_stopped: { now: '0', before: '0' } },
    agreement: { ...agreement, labels: 12 },
  })
  expect(fraud_stopped).toMatchObject({
    figure: '–',
    note: 'Needs 50 decided orders (12 so far)',
  })
  expect(fraud_stopped?.delta).toBeUndefined()
})

test('a period that began before the first order is not compared with', () => {
  const { transactions } = views({ first_transaction_on: '2026-10-20' })
  expect(transactions?.delta).toBeUndefined()
})

test('a share of few orders is said with its orders', () => {
  const { figures } = dashboard()
  const { reviewed } = views({
    figures: {
      ...figures,
      transactions: { now: 340, before: 300 },
      reviewed: { now: 9, before: 3 },
    },
  })
  expect(reviewed).toMatchObject({ figure: '2.6%', note: '9 of 340 orders' })
})
