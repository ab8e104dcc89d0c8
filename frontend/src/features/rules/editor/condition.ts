import type { RuleField } from '@/lib/api.gen'
import { sortOf } from './fields'
import { type Group, isGroup, type Line, type Node, type Sort } from './tree'

/** A condition as the API has it. */
export type Condition = Record<string, unknown>

/** A condition, and which part on screen each of its parts is: `condition.all[1]` is line "n3". */
export interface Made {
  condition: Condition
  parts: ReadonlyMap<string, string>
}

/** What keeps a line from being compared. */
export type Lack = 'field' | 'value' | 'number' | 'order' | 'list'

/** The tree of a condition that was read. Parts are named by their place: the same stay the same. */
export function treeOf(condition: Condition): Group {
  const root = nodeOf(condition, '0')
  if (isGroup(root)) return root
  return { id: '0', join: 'all', isDenied: false, items: [{ ...root, id: '0.0' }] }
}

function nodeOf(condition: Condition, id: string): Node {
  if ('not' in condition) {
    const inner = nodeOf(condition.not as Condition, `${id}.0`)
    if (isGroup(inner) && !inner.isDenied) return { ...inner, id, isDenied: true }
    if (!isGroup(inner) && inner.op === 'in_list') return { ...inner, id, op: 'not_in_list' }
    return { id, join: 'all', isDenied: true, items: [inner] }
  }
  for (const join of ['all', 'any'] as const) {
    if (!(join in condition)) continue
    const terms = condition[join] as Condition[]
    const items = terms.map((term, at) => nodeOf(term, `${id}.${at}`))
    return { id, join, isDenied: false, items }
  }
  return lineOf(condition, id)
}

function lineOf(leaf: Condition, id: string): Line {
  const field = String(leaf.field)
  if ('in_list' in leaf) return { id, field, op: 'in_list', values: [String(leaf.in_list)] }
  const op = String(leaf.op)
  const { value } = leaf
  const extra = field.startsWith('extra.') ? { sort: sortOfValue(value) } : {}
  if (typeof value === 'boolean')
    return { id, field, op: value ? 'yes' : 'no', values: [], ...extra }
  const several = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return { id, field, op, values: several.map(String), ...extra }
}

function sortOfValue(value: unknown): Sort {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first === 'boolean') return 'flag'
  return typeof first === 'number' ? 'number' : 'text'
}

/** The condition that a tree says, or null while a line of it is not finished. */
export function conditionOf(root: Group, fields: readonly RuleField[]): Made | null {
  const parts = new Map<string, string>()
  const said = (node: Node, at: string): Condition | null => {
    if (!isGroup(node)) return leaf(node, at)
    const path = node.isDenied ? `${at}.not` : at
    const alone = node.items.length === 1
    const terms = node.items.map((item, i) =>
      said(item, alone ? path : `${path}.${node.join}[${i}]`),
    )
    // The line's own part says more than the group's, where both are the same.
    if (!parts.has(at)) parts.set(at, node.id)
    if (terms.some((term) => term === null)) return null
    const inner = alone ? (terms[0] as Condition) : { [node.join]: terms }
    return node.isDenied ? { not: inner } : inner
  }
  const leaf = (line: Line, at: string): Condition | null => {
    parts.set(at, line.id)
    if (lackOf(line, fields)) return null
    const made = leafOf(line, sortOf(line, fields))
    return line.op === 'not_in_list' ? { not: made } : made
  }
  const condition = said(root, 'condition')
  return condition && { condition, parts }
}

function leafOf({ field, op, values }: Line, sort: Sort): Condition {
  if (op === 'in_list' || op === 'not_in_list') {
    // The service knows what its list is called; the name only has to be there.
    return { field, in_list: Number(values[0]), list_name: 'list' }
  }
  if (op === 'known' || op === 'unknown') return { field, op }
  if (op === 'yes' || op === 'no') return { field, op: 'is', value: op === 'yes' }
  const typed = values.map((text) => (sort === 'number' ? numberOf(text) : text.trim()))
  return { field, op, value: op === 'between' || op === 'one_of' ? typed : typed[0] }
}

/** What is missing in a line, or null. */
export function lackOf(line: Line, fields: readonly RuleField[]): Lack | null {
  const { field, op, values } = line
  if (!field || !op) return 'field'
  if (['yes', 'no', 'known', 'unknown'].includes(op)) return null
  if (op === 'in_list' || op === 'not_in_list') return values[0] ? null : 'list'
  const needed = op === 'between' ? 2 : 1
  const typed = values.filter((text) => text.trim())
  if (typed.length < needed) return 'value'
  if (sortOf(line, fields) !== 'number') return null
  const numbers = typed.map(numberOf)
  if (numbers.some(Number.isNaN)) return 'number'
  const [low = 0, high = 0] = numbers
  return op === 'between' && low > high ? 'order' : null
}

/** A number as it was typed, "1,500" too; NaN where it is none. */
export function numberOf(text: string): number {
  const plain = text.trim().replace('−', '-')
  return /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(plain) ? Number(plain.replaceAll(',', '')) : NaN
}

/** Which part on screen a part of the condition is: its own, or the nearest that holds it. */
export function partAt(made: Made, part: string): string | null {
  for (let path = part; path; path = path.replace(/(\.[^.[]+|\[\d+\])$/, '')) {
    const found = made.parts.get(path)
    if (found || !/[.[]/.test(path)) return found ?? null
  }
  return null
}
