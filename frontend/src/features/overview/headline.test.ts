import { expect, test } from 'vitest'
import type { Dashboard } from '@/lib/api.gen'
import { dashboard } from '@/testing/samples'
import { headline } from './headline'

const decided = { ...dashboard().agreement, labels: 214 }

function withFigures(over: Partial<Dashboard['figures']>, rest: Partial<Dashboard> = {}) {
  const sample = dashboard({ agreement: decided, ...rest })
  return headline({ ...sample, figures: { ...sample.figures, ...over } }, '28d')
}

test('what was stopped, what it cost, what it saved', () => {
  expect(withFigures({})).toEqual({
    title: 'You stopped $18,420 of fraud in 28 days',
    lead: 'It cost 41 good orders declined by mistake. $940 of fraud got through.',
    net: ['After fees and lost margin, SecureFlow saved you about', '$15,960', ''],
  })
})

test('one order is one, and a loss is said as one', () => {
  const { lead, net } = withFigures({
    good_declined: { now: 1, before: 0 },
    net_saving: { now: '-120.00', before: '0' },
  })
  expect(lead).toContain('It cost 1 good order declined by mistake.')
  expect(net).toEqual(['Reviews and lost margin cost about', '$120', 'more than that saved'])
})

test('with too few labels nothing is claimed', () => {
  expect(headline(dashboard({ open_reviews: 38 }), '28d')).toEqual({
    title: '48,213 orders scored, 38 wait for you',
    lead: 'What was stopped and what mistakes cost can be said after 50 decided orders (0 so far).',
  })
})

test('no orders is not zero fraud', () => {
  const { title } = withFigures({ transactions: { now: 0, before: 12 } })
  expect(title).toBe('No orders in the last 28 days')
})

test('fraud that only got through is not called stopped', () => {
  const { title } = withFigures({ fraud_stopped: { now: '0', before: '0' } })
  expect(title).toBe('$940 of fraud got through in 28 days')
})
