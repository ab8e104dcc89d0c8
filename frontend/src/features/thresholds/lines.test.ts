import { expect, test } from 'vitest'
import { bucket, preview } from '@/testing/previews'
import { changeOf, curveOf, fitting, movedTo, ordersOf, outcomeOf } from './lines'
import { saysOf, stepsOf } from './spread'

const shop = preview()
const orders = ordersOf(shop.buckets)

test('what the page adds up is what the service said of the same lines', () => {
  for (const side of [shop.now, shop.new]) {
    const counted = outcomeOf(orders, side.lines, 28)
    const { fraud_caught, blocks_right, good_declined, ...rest } = counted
    expect(side).toMatchObject(rest)
    expect(side.fraud_caught).toMatchObject({ count: fraud_caught.count, of: fraud_caught.of })
    expect(side.blocks_right).toMatchObject({ count: blocks_right.count, of: blocks_right.of })
    expect(side.good_declined).toMatchObject({ count: good_declined.count, of: good_declined.of })
  }
  const moved = movedTo(shop, orders, shop.new.lines, 28)
  expect(moved.saving).toEqual({ amount: '-81.00', low: null, high: null, currency: 'USD' })
  expect(moved.change.fraud_caught?.value).toBeCloseTo(-0.05)
  expect(moved.change.good_declined.value).toBe(2)
  expect(moved.change.reviews_a_day.value).toBe(-1.5)
})

test('an order on a line belongs above it', () => {
  const one = ordersOf({ ...shop.buckets, by_lines: [bucket(60, 1)] })
  const of = (review: number, block: number) => {
    const { approved, reviewed, blocked } = outcomeOf(one, { review, block }, 1)
    return [approved, reviewed, blocked]
  }
  expect(of(60.5, 90)).toEqual([1, 0, 0])
  expect(of(60, 90)).toEqual([0, 1, 0])
  expect(of(60, 60)).toEqual([0, 0, 1])
})

test('what rules, lists and the shield have said is no matter of the lines', () => {
  const settled = ordersOf({
    by_lines: [],
    held: [bucket(20, 2), bucket(95, 3, 1)],
    approved: bucket(0, 5, 1),
    blocked: bucket(0, 7, 2, 1),
  })
  const high = outcomeOf(settled, { review: 99, block: 100 }, 1)
  expect([high.approved, high.reviewed, high.blocked]).toEqual([5, 5, 7])
  expect(high.blocks_right).toMatchObject({ count: 2, of: 3 })
  const low = outcomeOf(settled, { review: 0, block: 90 }, 1)
  expect([low.approved, low.reviewed, low.blocked]).toEqual([5, 2, 10])
  expect(low.cost).toBe((115 + 2 * 2 + 25).toFixed(2))
  const steps = stepsOf(settled, { review: 0, block: 90 })
  expect(steps[4]).toEqual({ floor: 20, approve: 0, review: 2, block: 0 })
  expect(steps[19]).toEqual({ floor: 95, approve: 0, review: 0, block: 3 })
})

test('a share of nothing is not known, and neither is its change', () => {
  const none = outcomeOf(ordersOf({ ...shop.buckets, by_lines: [] }), { review: 1, block: 2 }, 1)
  expect(none.fraud_caught.value).toBeNull()
  expect(changeOf(none, shop.new).fraud_caught).toBeNull()
})

test('the curve begins where review does, and passes through what holds and what is tried', () => {
  const curve = curveOf(orders, 57.3, [92, 93.5])
  expect(curve[0]?.block).toBe(57.3)
  expect(curve[1]?.block).toBe(58)
  expect(curve.at(-1)?.block).toBe(100)
  expect(curve.map(({ block }) => block)).toContain(93.5)
  expect(curve.find(({ block }) => block === 92)?.saving).toBe(
    Number(outcomeOf(orders, { review: 57.3, block: 92 }, 1).net_saving),
  )
})

test('lines that cannot be are brought to the nearest that can', () => {
  expect(fitting(57.34, 200)).toEqual({ review: 57.3, block: 100 })
  expect(fitting(60, 40)).toEqual({ review: 60, block: 60 })
})

test('a sentence says what happens to each score', () => {
  expect(saysOf({ review: 57, block: 94 })).toBe(
    'Scores under 57 pass. 57 to 93 wait for a person. 94 and over are blocked at once.',
  )
  expect(saysOf({ review: 57.5, block: 94 })).toBe(
    'Scores under 57.5 pass. From 57.5 to under 94 they wait for a person. 94 and over are blocked at once.',
  )
  expect(saysOf({ review: 99, block: 100 })).toContain('99 waits for a person.')
  expect(saysOf({ review: 0, block: 0 })).toBe(
    'No score passes by itself. None waits for a person. 0 and over are blocked at once.',
  )
})
