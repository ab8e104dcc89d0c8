import { expect, test } from 'vitest'
import * as format from './format'

const NOW = Date.parse('2026-11-21T12:00:00Z')

test('money is in its currency, with a real minus sign', () => {
  expect(format.money('1284.00', 'USD')).toBe('$1,284.00')
  expect(format.money('-9.5', 'GBP')).toBe('−£9.50')
  expect(format.money('18420.00', 'USD', 'whole')).toBe('$18,420')
  expect(format.money('1500', 'USD', 'compact')).toBe('$1.5K')
  expect(format.money('1284', 'JPY')).toBe('¥1,284')
})

test('points have their sign, scores are cut', () => {
  expect(format.points(31.2)).toBe('+31')
  expect(format.points(-8.6)).toBe('−9')
  expect(format.points(0.2)).toBe('0')
  expect(format.score(91.9)).toBe('91')
})

test('counts and shares', () => {
  expect(format.count(48213)).toBe('48,213')
  expect(format.compact(48213)).toBe('48.2K')
  expect(format.percent(0.0141)).toBe('1.4%')
  expect(format.percent(0.88, 0)).toBe('88%')
})

test('sizes of files', () => {
  expect(format.bytes(8_200_000)).toBe('8.2 MB')
  expect(format.bytes(12_300)).toBe('12 kB')
})

test.each([
  [41, '41 s'],
  [119, '119 s'],
  [540, '9 min'],
  [7800, '2 h 10 min'],
  [14400, '4 h'],
  [260_000, '3 d'],
])('%i seconds are %s', (seconds, text) => {
  expect(format.duration(seconds)).toBe(text)
})

test.each([
  ['2026-11-21T11:59:40Z', 'just now'],
  ['2026-11-21T11:59:00Z', '1 min ago'],
  ['2026-11-21T11:57:00Z', '3 min ago'],
  ['2026-11-21T12:22:00Z', 'in 22 min'],
])('%s is %s', (at, text) => {
  expect(format.ago(at, NOW)).toBe(text)
})

test("times are in the merchant's zone", () => {
  expect(format.when('2026-11-09T13:05:00Z', 'Europe/Berlin', 'exact')).toMatch(
    /^9 Nov 2026, 14:05 (CET|GMT\+1)$/,
  )
  expect(format.when('2026-11-09T23:30:00Z', 'Asia/Tokyo', 'day')).toBe('10 Nov')
})

test.each([
  [0.0002, 'fewer than 1 in 1,000'],
  [0.004, 'about 4 in 1,000'],
  [0.03, 'about 3 in 100'],
  [0.62, 'about 6 in 10'],
  [0.97, 'about 97 in 100'],
  [0.999, 'more than 99 in 100'],
])('a chance of %s is %s', (share, text) => {
  expect(format.frequency(share)).toBe(text)
})

test('words begin as a sentence does, and keep what is large in them', () => {
  expect(format.sentenceCase('the IP is new')).toBe('The IP is new')
  expect(format.sentenceCase('')).toBe('')
})
