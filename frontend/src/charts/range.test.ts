import { expect, test } from 'vitest'
import { shareRange, sureShare } from './range'

test('a share of few orders has a range inside 0..1 and around it', () => {
  const [low, high] = shareRange(3, 12) ?? [0, 0]
  expect(low).toBeCloseTo(0.089, 3)
  expect(high).toBeCloseTo(0.532, 3)
  expect(shareRange(0, 5)?.[0]).toBe(0)
  expect(shareRange(5, 5)?.[1]).toBe(1)
})

test('a share of a thousand orders needs none', () => {
  expect(shareRange(30, 1000)).toBeNull()
})

test('1 of 1 does not lead 30 of 100', () => {
  expect(sureShare(1, 1)).toBeLessThan(sureShare(30, 100))
})
