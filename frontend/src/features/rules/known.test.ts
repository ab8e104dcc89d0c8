import { expect, test } from 'vitest'
import { knownRules, listedRule } from '@/testing/knownRules'
import { grouped, matching, rulesOf } from './known'
import { untilOf } from './snoozing'

test('a rule is there once, with what a draft says otherwise', () => {
  const rules = rulesOf(knownRules().items)
  expect(rules.map(({ id }) => id)).toEqual([12, 13])
  expect(rules[0]?.others.map(({ policy }) => policy)).toEqual([8])
  expect(rules[1]?.others).toEqual([])
})

test('a rule is found by what any policy says, and in every state that it has in one', () => {
  const rules = rulesOf(knownRules().items)
  const found = (search: Parameters<typeof matching>[1]) =>
    matching(rules, search).map(({ id }) => id)
  expect(found({})).toEqual([12, 13])
  expect(found({ text: 'over 400' })).toEqual([12])
  expect(found({ text: 'STOLEN' })).toEqual([13])
  expect(found({ state: 'draft' })).toEqual([12])
  expect(found({ state: 'live', effect: 'block' })).toEqual([13])
  expect(found({ state: 'off' })).toEqual([])
})

test('what blocks comes first, and of a kind those at work as they speak', () => {
  const rules = [
    listedRule({ id: 1, state: 'off', priority: 1 }),
    listedRule({ id: 2, priority: 500 }),
    listedRule({ id: 3, priority: 200 }),
    listedRule({ id: 4, effect: 'block' }),
  ]
  const groups = grouped(rulesOf(rules))
  expect(groups.map(({ effect }) => effect)).toEqual(['block', 'review'])
  expect(groups[1]?.rules.map(({ id }) => id)).toEqual([3, 2, 1])
})

test('a snooze lasts so many days, or to the end of a day where the shop is', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  expect(untilOf('7', '', 'UTC', now)).toBe('2026-11-29T12:00:00.000Z')
  expect(untilOf('own', '2026-11-30', 'Europe/Berlin', now)).toBe('2026-11-30T23:00:00.000Z')
  expect(untilOf('own', '', 'UTC', now)).toBeNull()
  expect(untilOf('own', '2026-11-21', 'UTC', now)).toBeNull()
  expect(untilOf('own', '2028-01-01', 'UTC', now)).toBeNull()
})
