import { expect, test } from 'vitest'
import { dayOf, momentOf, startOfDay } from './zone'

test('a day is the one on the clocks of the zone', () => {
  expect(dayOf('2026-11-21T02:30:00Z', 'America/New_York')).toBe('2026-11-20')
  expect(dayOf('2026-11-21T02:30:00Z', 'Asia/Tokyo')).toBe('2026-11-21')
})

test.each([
  ['2026-11-20', 'America/New_York', '2026-11-20T05:00:00.000Z'],
  ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ['2026-11-20', 'Asia/Kolkata', '2026-11-19T18:30:00.000Z'],
  ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
  // The clocks go back at 02:00 on this day, so its beginning is still in summer time.
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
])('%s in %s begins at %s', (day, zone, moment) => {
  expect(startOfDay(day, zone)).toBe(moment)
})

test('the end of a day is the beginning of the next, 25 hours later when clocks go back', () => {
  expect(startOfDay('2026-11-01', 'America/New_York', 1)).toBe('2026-11-02T05:00:00.000Z')
  expect(startOfDay('2026-12-31', 'UTC', 1)).toBe('2027-01-01T00:00:00.000Z')
})

test('what a clock shows is a moment, in winter and in summer', () => {
  expect(momentOf('2026-11-09T14:05', 'America/New_York')).toBe('2026-11-09T19:05:00.000Z')
  expect(momentOf('2026-07-09T14:05', 'America/New_York')).toBe('2026-07-09T18:05:00.000Z')
})
