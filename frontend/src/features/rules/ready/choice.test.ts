import { expect, test } from 'vitest'
import type { ReadyRule } from '@/lib/api.gen'
import { asItComes, choiceOf, isChanged, numberIn, tried } from './choice'

const rule: ReadyRule = {
  key: 'busy_device',
  name: 'A device that never rests',
  attack: 'Card testing',
  says: 'Scripts pay all day from one device; people do not.',
  effect: 'review',
  points: 0,
  parameters: [
    { name: 'payments', label: 'Payments', value: 20, default: 12, low: 3, high: 1000, unit: '' },
  ],
  sentence: 'Review if …',
  is_on: true,
  rule_id: 4,
  problems: [],
}

test('a number is read as people type it, and only within its limits', () => {
  const limits = { low: -100, high: 1000 }
  expect(numberIn(limits, ' 1,000 ')).toBe(1000)
  expect(numberIn(limits, '−2.5')).toBe(-2.5)
  for (const text of ['', ' ', 'ten', '1001', '-101'])
    expect(numberIn(limits, text)).toBeUndefined()
})

test('what is sent has every number, and points only where they are added', () => {
  const choice = choiceOf(rule)
  const said = { key: 'busy_device', is_on: true, parameters: { payments: 20 } }
  expect(tried(rule, choice, true)).toEqual({ ...said, effect: 'review' })
  const points = { ...choice, effect: 'points' as const }
  expect(tried(rule, points, true)).toEqual({ ...said, effect: 'points', points: 15 })
  expect(tried(rule, { ...points, points: '0' }, true)).toBeNull()
  expect(tried(rule, { ...choice, parameters: { payments: '2' } }, false)).toBeNull()
})

test('a change is one of what is said, not of how it is typed', () => {
  const choice = choiceOf(rule)
  expect(isChanged(rule, { ...choice, parameters: { payments: '20.0' } })).toBe(false)
  expect(isChanged(rule, { ...choice, parameters: { payments: '21' } })).toBe(true)
  expect(isChanged(rule, { ...choice, parameters: { payments: '' } })).toBe(true)
  expect(asItComes(rule, choice).parameters).toEqual({ payments: '12' })
})
