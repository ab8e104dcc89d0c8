import { expect, test } from 'vitest'
import { wholePoints } from './points'

test('whole points add up to the score shown and stay next to their exact values', () => {
  const exact = [31.4, 19.3, 15.4, 11.3, -9.4, -4.4, 11.8]
  const whole = wholePoints(exact, 75)
  expect(whole.reduce((sum, each) => sum + each, 0)).toBe(75)
  whole.forEach((each, i) => {
    expect(Math.abs(each - (exact[i] ?? 0))).toBeLessThan(1)
  })
})

test('no reason changes its direction', () => {
  expect(wholePoints([0.4, -0.4, 0.4, -0.4], 0)).toEqual([0, 0, 0, 0])
  expect(wholePoints([-0.2, -0.2, -0.2], -1).filter((each) => each > 0)).toEqual([])
})
