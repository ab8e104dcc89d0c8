import type { ListedRule } from '@/lib/api.gen'
import { EFFECTS, type Effect, type RulesSearch, STATES } from './search'

/** A rule as it stands, and what the shadow or drafts say of it in other words. */
export interface KnownRule extends ListedRule {
  others: readonly ListedRule[]
}

/** Rules that do the same to an order. */
export interface RuleGroup {
  effect: Effect
  rules: readonly KnownRule[]
}

/** Each rule once: its words of the live policy, or of the first that has it, come first in `items`. */
export function rulesOf(items: readonly ListedRule[]): KnownRule[] {
  const byId = new Map<number, { first: ListedRule; others: ListedRule[] }>()
  for (const item of items) {
    const known = byId.get(item.id)
    if (known) known.others.push(item)
    else byId.set(item.id, { first: item, others: [] })
  }
  return [...byId.values()].map(({ first, others }) => ({ ...first, others }))
}

/** Those that an address asks for; a rule is in every state in which a policy has it. */
export function matching(rules: readonly KnownRule[], search: RulesSearch): KnownRule[] {
  const wanted = search.text?.toLowerCase()
  return rules.filter(({ others, ...rule }) => {
    const said = [rule, ...others]
    return (
      (!search.effect || rule.effect === search.effect) &&
      (!search.state || said.some(({ state }) => state === search.state)) &&
      (!wanted || said.some((one) => `${one.name} ${one.sentence}`.toLowerCase().includes(wanted)))
    )
  })
}

/** Rules by what they do, those at work first and then as they speak: the smallest priority first. */
export function grouped(rules: readonly KnownRule[]): RuleGroup[] {
  const order = (one: KnownRule, other: KnownRule) =>
    STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
    one.priority - other.priority ||
    one.id - other.id
  return EFFECTS.map((effect) => ({
    effect,
    rules: rules.filter((rule) => rule.effect === effect).sort(order),
  })).filter((group) => group.rules.length > 0)
}
