import { expect, test } from 'vitest'
import { money } from '@/lib/format'
import { labelEvery, spanScale, valueScale } from './axis'

const plain = { format: String }

test('the scale starts at zero and ends at a round number at or above the largest value', () => {
  const { y, ticks } = valueScale(1_970, plain, 0, 100)
  expect(ticks[0]?.value).toBe(0)
  expect(ticks.at(-1)?.value).toBe(2_000)
  expect(y(0)).toBe(100)
  expect(y(2_000)).toBe(0)
})

test('orders have no halves, and no orders still have a scale', () => {
  expect(valueScale(2, { ...plain, whole: true }, 0, 100).ticks.map((t) => t.value)).toEqual([
    0, 1, 2, 3, 4,
  ])
  expect(valueScale(0, plain, 0, 100).y(0)).toBe(100)
})

test('durations are round in their own unit', () => {
  const { ticks } = valueScale(2_900, { format: (s) => `${s / 60} min`, unit: 60 }, 0, 100)
  expect(ticks.map((tick) => tick.text)).toEqual([
    '0 min',
    '10 min',
    '20 min',
    '30 min',
    '40 min',
    '50 min',
  ])
})

const inMoney = { format: (value: number) => money(value, 'USD', 'compact') }

test.each([
  [24_000, 24_040],
  [24_000, 24_000],
  [-24_040, -24_000],
  [1_950, 2_100],
  [999_000, 1_001_000],
  [0, 0.08],
  [-0.3, 0.3],
  [0, 0],
])('no two ticks from %d to %d say the same, and the line stays inside', (min, max) => {
  const { y, ticks } = spanScale(min, max, inMoney, 0, 100)
  const texts = ticks.map(({ text }) => text.replace(/^−(?=\$0$)/, ''))
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts.length).toBeGreaterThan(1)
  for (const value of [min, max]) {
    expect(y(value)).toBeGreaterThanOrEqual(0)
    expect(y(value)).toBeLessThanOrEqual(100)
  }
})

test('what begins at zero goes on to where its ticks differ', () => {
  const whole = { format: (value: number) => money(value, 'USD', 'whole') }
  const { y, ticks } = valueScale(0.3, whole, 0, 100)
  expect(ticks.map(({ text }) => text)).toEqual(['$0', '$1', '$2'])
  expect(y(0)).toBe(100)
  expect(spanScale(Number.NaN, Number.NaN, whole, 0, 100).ticks).toEqual([])
})

test('labels stand as close as they fit, in steps people count in', () => {
  expect(labelEvery('day', 140, 64)).toBe(1)
  expect(labelEvery('day', 12, 64)).toBe(7)
  expect(labelEvery('hour', 12, 64)).toBe(6)
  expect(labelEvery('day', 1, 64)).toBe(28)
})
