import type { RuleField } from '@/lib/api.gen'
import type { Line, Sort } from './tree'

/** Whom or what a field tells of; the headings under which fields are offered. */
export const ABOUT = ['order', 'model', 'customer', 'card', 'device', 'ip', 'terminal'] as const
export type About = (typeof ABOUT)[number]

/** A name within what a client sends besides the fields everybody has. */
export const EXTRA = /^extra(\.[A-Za-z0-9_-]{1,64}){1,5}$/

/** History is named after whose it is: `card_count_1h`; anything else tells of the order itself. */
export function aboutOf({ name, unit, kind }: RuleField): About {
  if (name === 'score' || name === 'probability') return 'model'
  const [first = ''] = name.split('_')
  const counts = name.includes('_') && (unit || kind === 'number' || kind === 'flag')
  const whose = ABOUT.find((about) => about === first)
  return counts && whose ? whose : 'order'
}

/** The field of a line; of `extra.…` one that can be compared as the line says. */
export function fieldOf(line: Line, fields: readonly RuleField[]): RuleField | null {
  const known = fields.find(({ name }) => name === line.field)
  if (known || !EXTRA.test(line.field)) return known ?? null
  const kind = line.sort ?? 'text'
  const like = fields.find((one) => one.kind === kind && !one.list_kind && !one.values.length)
  return {
    name: line.field,
    phrase: line.field,
    kind,
    unit: '',
    ops: like?.ops ?? [],
    list_kind: null,
    values: [],
    low: null,
    high: null,
    is_sent: true,
  }
}

/** As what the field of a line is compared. */
export function sortOf(line: Line, fields: readonly RuleField[]): Sort {
  const field = fieldOf(line, fields)
  if (field?.kind === 'number' || field?.kind === 'money') return 'number'
  return field?.kind === 'flag' ? 'flag' : 'text'
}

/** What may be said of a field, in the words of the lines: a flag is so or not so. */
export function opsOf({ kind, ops }: RuleField): string[] {
  return ops.flatMap((op) => {
    if (op === 'in_list') return ['in_list', 'not_in_list']
    return op === 'is' && kind === 'flag' ? ['yes', 'no'] : [op]
  })
}

/** The line with another field: what was said of the old one stays where it fits the new one. */
export function withField(line: Line, name: string, fields: readonly RuleField[]): Line {
  const next = { ...line, field: name, ...(EXTRA.test(name) && { sort: line.sort ?? 'text' }) }
  const field = fieldOf(next, fields)
  if (!field) return { ...next, op: '', values: [] }
  const ops = opsOf(field)
  const stays = ops.includes(line.op) && sortOf(line, fields) === sortOf(next, fields)
  return { ...next, op: stays ? line.op : (ops[0] ?? ''), values: stays ? line.values : [] }
}

/** The line with another comparison: a value stays where the new one takes it. */
export function withOp(line: Line, op: string): Line {
  const isList = (one: string) => one === 'in_list' || one === 'not_in_list'
  if (isList(op) !== isList(line.op)) return { ...line, op, values: [] }
  const most = { one_of: 100, between: 2, yes: 0, no: 0, known: 0, unknown: 0 }[op] ?? 1
  return { ...line, op, values: line.values.slice(0, most) }
}
