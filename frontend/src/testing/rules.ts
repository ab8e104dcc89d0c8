import type { EntityList, ParsedRule, RuleField } from '@/lib/api.gen'

/** What rules can compare, and what was read of them; like samples.ts. */

const NUMBER_OPS = ['over', 'at_least', 'under', 'at_most', 'is', 'is_not', 'between']
const TEXT_OPS = ['is', 'is_not', 'one_of', 'contains', 'starts_with', 'ends_with']
const KNOWN_OPS = ['known', 'unknown']

function ruleField(over: Partial<RuleField> = {}): RuleField {
  const { kind = 'number', list_kind = null } = over
  const isNumber = kind === 'number' || kind === 'money'
  const ops = kind === 'flag' ? ['is'] : isNumber ? NUMBER_OPS : TEXT_OPS
  return {
    name: 'customer_age',
    phrase: 'customer age',
    kind,
    unit: '',
    ops: [...ops, ...(list_kind ? ['in_list'] : []), ...KNOWN_OPS],
    list_kind,
    values: [],
    low: isNumber ? 0 : null,
    high: null,
    is_sent: true,
    ...over,
  }
}

/** A few of each kind. */
export const ruleFields = (): RuleField[] => [
  ruleField({ name: 'amount', phrase: 'amount', kind: 'money' }),
  ruleField({ name: 'country', phrase: 'country', kind: 'country', list_kind: 'country' }),
  ruleField({ name: 'hour', phrase: 'hour', high: 23 }),
  ruleField({ name: 'day_of_week', phrase: 'weekday', kind: 'text', values: ['Monday', 'Sunday'] }),
  ruleField({ name: 'item', phrase: 'item', kind: 'text', is_sent: false }),
  ruleField({ name: 'card', phrase: 'card', kind: 'text', list_kind: 'card' }),
  ruleField({ unit: 'days' }),
  ruleField({ name: 'card_count_1h', phrase: 'earlier payments of the card in 1 hour' }),
  ruleField({
    name: 'customer_new_ip',
    phrase: 'the address is new for the customer',
    kind: 'flag',
  }),
]

export function parsedRule(over: Partial<ParsedRule> = {}): ParsedRule {
  return {
    sentence: 'Review if amount is over 500',
    condition: { field: 'amount', op: 'over', value: 500 },
    effect: 'review',
    points: 0,
    problems: [],
    ...over,
  }
}

export function entityList(over: Partial<EntityList> = {}): EntityList {
  return {
    id: 4,
    name: 'Stolen cards',
    kind: 'card',
    effect: 'block',
    entries: 214,
    used_by: [],
    created_by: 'Dana Lee',
    created_at: '2026-11-21T09:30:00Z',
    ...over,
  }
}
