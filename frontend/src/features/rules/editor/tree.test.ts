import { expect, test } from 'vitest'
import { ruleFields } from '@/testing/rules'
import { type Condition, conditionOf, lackOf, numberOf, partAt, treeOf } from './condition'
import { aboutOf, withField, withOp } from './fields'
import {
  added,
  besides,
  changed,
  emptyRoot,
  type Group,
  isGroup,
  type Line,
  linesOf,
  mayDeny,
  mayNest,
  newGroup,
  newLine,
  removed,
} from './tree'

const FIELDS = ruleFields()
const over = (value: number): Condition => ({ field: 'amount', op: 'over', value })

const CONDITIONS: Condition[] = [
  over(500),
  { all: [over(500), { any: [{ field: 'customer_new_ip', op: 'is', value: false }, over(9)] }] },
  { not: { any: [over(1), { field: 'hour', op: 'between', value: [1, 5] }] } },
  { not: over(1) },
  { not: { not: { all: [over(1), over(2)] } } },
  { all: [{ field: 'country', op: 'one_of', value: ['GB', 'US'] }, over(1.5)] },
  {
    any: [
      { field: 'extra.plan', op: 'is', value: 'free' },
      { field: 'item', op: 'unknown' },
    ],
  },
  {
    all: [
      { field: 'extra.a.b', op: 'over', value: -3 },
      { field: 'extra.c', op: 'is', value: true },
    ],
  },
]

test.each(CONDITIONS)('lines say what the condition said: %j', (condition) => {
  expect(conditionOf(treeOf(condition), FIELDS)?.condition).toEqual(condition)
})

test('a list is said by its number, and its contrary as a "not" of it', () => {
  const listed = { field: 'card', in_list: 4, list_name: 'Stolen cards' }
  const tree = treeOf({ all: [{ not: listed }, over(5)] })
  expect(linesOf(tree)[0]).toMatchObject({ op: 'not_in_list', values: ['4'] })
  const made = conditionOf(tree, FIELDS)
  expect(made?.condition).toMatchObject({ all: [{ not: { field: 'card', in_list: 4 } }, over(5)] })
})

test('what the service says of a part is shown at its line', () => {
  const tree = treeOf({ all: [over(1), { not: { any: [over(2), over(3)] } }] })
  const made = conditionOf(tree, FIELDS)
  if (!made) throw new Error('every line is finished')
  expect(partAt(made, 'condition.all[1].not.any[1].value')).toBe('0.1.0.1')
  expect(partAt(made, 'condition.all[1].not')).toBe('0.1')
  expect(partAt(made, 'condition')).toBe('0')
})

test('lines and groups are added and removed, and focus goes to what is beside', () => {
  let root = treeOf({ all: [over(1), over(2)] })
  const line = newLine()
  root = added(root, '0', line)
  expect(linesOf(root).map(({ id }) => id)).toEqual(['0.0', '0.1', line.id])
  expect(besides(root, '0.0')).toBe('0.1')
  expect(besides(root, line.id)).toBe('0.1')
  const group = newGroup()
  const [first, second] = group.items
  root = added(root, '0', group)
  expect(besides(root, group.id)).toBe(line.id)
  root = removed(removed(root, first?.id ?? ''), second?.id ?? '')
  expect(root.items.some(isGroup)).toBe(false)
})

test('one line always stays', () => {
  const root = removed(emptyRoot(), '0.0')
  expect(linesOf(root)).toHaveLength(1)
  expect(besides(emptyRoot(), '0.0')).toBeNull()
})

test('groups nest as deep as the service takes, each "not" being one more', () => {
  let root = emptyRoot()
  let inner = root.id
  let deep = 1
  while (mayNest(root, inner)) {
    const group = newGroup()
    root = added(root, inner, group)
    inner = group.id
    deep += 1
  }
  expect(deep).toBe(4)
  expect(mayDeny(root, inner)).toBe(false)
  expect(mayDeny(emptyRoot(), '0')).toBe(true)
  const denied = changed<Group>(emptyRoot(), '0', (group) => ({ ...group, isDenied: true }))
  expect(mayNest(denied, '0')).toBe(true)
})

const line = (over: Partial<Line>): Line => ({ ...newLine(), ...over })

test('a line says what it lacks', () => {
  const lack = (over: Partial<Line>) => lackOf(line(over), FIELDS)
  expect(lack({})).toBe('field')
  expect(lack({ field: 'amount', op: 'over' })).toBe('value')
  expect(lack({ field: 'amount', op: 'over', values: ['5x'] })).toBe('number')
  expect(lack({ field: 'hour', op: 'between', values: ['5', '1'] })).toBe('order')
  expect(lack({ field: 'card', op: 'in_list' })).toBe('list')
  expect(lack({ field: 'item', op: 'unknown' })).toBeNull()
  expect(lack({ field: 'amount', op: 'over', values: ['1,500.50'] })).toBeNull()
  expect([numberOf('1,500'), numberOf('−3'), numberOf('1e9')]).toEqual([1500, -3, Number.NaN])
})

test('another field keeps the value it can use', () => {
  const old = line({ field: 'amount', op: 'over', values: ['5'] })
  expect(withField(old, 'hour', FIELDS)).toMatchObject({ op: 'over', values: ['5'] })
  expect(withField(old, 'country', FIELDS)).toMatchObject({ op: 'is', values: [] })
  expect(withField(old, 'extra.a', FIELDS)).toMatchObject({ op: 'is', sort: 'text' })
  expect(withOp(line({ op: 'one_of', values: ['GB', 'US'] }), 'is').values).toEqual(['GB'])
  expect(withOp(line({ op: 'is', values: ['GB'] }), 'in_list').values).toEqual([])
})

test('fields stand under what they tell of', () => {
  const about = (name: string) => {
    const field = FIELDS.find((one) => one.name === name)
    return field && aboutOf(field)
  }
  expect(about('card')).toBe('order')
  expect(about('card_count_1h')).toBe('card')
  expect(about('customer_age')).toBe('customer')
  expect(about('customer_new_ip')).toBe('customer')
})
