import { expect, test } from 'vitest'
import { review } from '@/testing/reviews'
import { linesOf } from './groups'
import { changesOf, heldByOther, withChange } from './live'
import { extended, MOST_MARKED, toggled, totalsOf } from './marks'
import { matching, mentioned, typedName, withName } from './mentions'
import { savedSearchOf, searchOfSaved } from './search'
import { restsAt, wrongWith } from './snoozing'

const NOW = Date.parse('2026-11-21T10:00:00Z')
const SAM = { id: 2, name: 'Sam Ortiz' }
const inMinutes = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

test('the list has two groups, as the service cut them when it was asked', () => {
  const rows = [
    review({ id: 1, due_at: inMinutes(22) }),
    review({ id: 2, due_at: inMinutes(300) }),
    // Due soon by now, but in its place: rows do not jump.
    review({ id: 3, due_at: inMinutes(50) }),
  ]
  expect(linesOf(rows, true, NOW).map(({ key }) => key)).toEqual(['soon', 1, 'rest', 2, 3])
  expect(linesOf(rows, false, NOW).map(({ key }) => key)).toEqual([1, 2, 3])
})

test('an overdue order is due within the hour as well', () => {
  expect(linesOf([review({ due_at: inMinutes(-5) })], true, NOW)[0]?.key).toBe('soon')
})

test('what events say of a row counts only if the list was asked for before', () => {
  const at = '2026-11-21T10:00:01Z'
  const data = { review_id: 501, by: SAM, until: inMinutes(10) }
  const [told] = changesOf({ id: '1', type: 'review.claimed', data, at }, NOW)
  const claim = { by: SAM, until: inMinutes(10) }
  expect(withChange(review(), told?.change, NOW - 1).claim).toEqual(claim)
  expect(withChange(review(), told?.change, NOW + 1).claim).toBeNull()
})

test('an event of many names them all, and an unknown one nobody', () => {
  const data = { review_ids: [1, 2], by: SAM, resolution: 'approve' }
  const told = changesOf({ id: '1', type: 'review.resolved', data, at: 'then' }, NOW)
  expect(told.map(({ id }) => id)).toEqual([1, 2])
  expect(told[0]?.change.resolution).toEqual({ resolution: 'approve', by: SAM, at: 'then' })
  expect(changesOf({ id: '1', type: 'job.progress', data, at: 'then' }, NOW)).toEqual([])
})

test('a claim holds for others until it ends', () => {
  const held = review({ claim: { by: SAM, until: inMinutes(10) } })
  expect(heldByOther(held, 1, NOW)).toEqual(SAM)
  expect(heldByOther(held, SAM.id, NOW)).toBeNull()
  expect(heldByOther(held, 1, NOW + 11 * 60_000)).toBeNull()
})

test('a hundred orders can be marked, and each unmarked again', () => {
  const many = Array.from({ length: 150 }, (_, id) => id)
  const all = extended(new Set(), many)
  expect(all.size).toBe(MOST_MARKED)
  expect(toggled(all, 149).has(149)).toBe(false)
  expect(toggled(all, 3).size).toBe(MOST_MARKED - 1)
})

test('sums are by currency and never converted', () => {
  const orders = [
    review({ amount: '100.00', expected_loss: '40.00' }),
    review({ amount: '50.00', expected_loss: null }),
    review({ amount: '900.00', currency: 'EUR', expected_loss: null }),
  ]
  expect(totalsOf(orders)).toEqual([
    { currency: 'EUR', worth: 900, atRisk: null },
    { currency: 'USD', worth: 150, atRisk: 40 },
  ])
})

test('a saved view is the address, whatever its order, and old ones still open', () => {
  const kept = savedSearchOf({ min: 1000, level: 'high,critical', why: 'table' })
  expect(kept).toBe('level=high%2Ccritical&min=1000')
  expect(savedSearchOf(searchOfSaved('min=1000&level=high,critical'))).toBe(kept)
  expect(savedSearchOf(searchOfSaved('level=critical,high,odd&colour=red'))).toBe(
    'level=high%2Ccritical',
  )
})

test('a name after an @ is completed, and who is named is mentioned', () => {
  const people = [SAM, { id: 3, name: 'Lena Samson' }, { id: 4, name: 'Kim Park' }]
  expect(typedName('Please look, @sa')).toBe('sa')
  expect(typedName('mail@sa')).toBeNull()
  expect(matching('sa', people).map(({ id }) => id)).toEqual([2, 3])
  expect(withName('Please look, @sa', 'sa', SAM)).toBe('Please look, @Sam Ortiz ')
  expect(mentioned('Ask @Kim Park first', people).map(({ id }) => id)).toEqual([4])
})

test('an order rests an hour, or until nine tomorrow where the shop is, but never beyond its time', () => {
  const [hour, tomorrow] = restsAt(NOW, inMinutes(90), 'Europe/Berlin')
  expect(hour).toEqual({ name: 'hour', until: inMinutes(60), isTooLong: false })
  expect(tomorrow).toEqual({
    name: 'tomorrow',
    until: '2026-11-22T08:00:00.000Z',
    isTooLong: true,
  })
  expect(wrongWith(inMinutes(-1), NOW, null)).toBe('past')
  expect(wrongWith('', NOW, null)).toBe('past')
  expect(wrongWith(inMinutes(91), NOW, inMinutes(90))).toBe('due')
  expect(wrongWith(inMinutes(31 * 24 * 60), NOW, null)).toBe('long')
  expect(wrongWith(inMinutes(30), NOW, inMinutes(90))).toBeNull()
})
