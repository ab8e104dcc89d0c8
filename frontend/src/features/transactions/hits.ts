import type { RuleHit, TransactionDetail } from '@/lib/api.gen'
import { sentenceCase } from '@/lib/format'
import type { Told } from './useWrongRule'

/** The rules among the hits, each with whether it was called wrong. */
export function rulesOf({ hits, wrong_rules }: TransactionDetail): Told[] {
  return hits.flatMap(({ rule_id, name }) =>
    rule_id === null ? [] : [{ rule_id, name, wrong: wrong_rules.includes(rule_id) }],
  )
}

/** A rule's sentence comes with its name, which stands above it. */
export function sentenceOf({ text, name, source }: RuleHit): string {
  const prefix = `${name}: `
  const said = source === 'rule' && text.startsWith(prefix) ? text.slice(prefix.length) : text
  return sentenceCase(said)
}
