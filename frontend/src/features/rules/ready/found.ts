import type { Policy, ReadyRule } from '@/lib/api.gen'
import type { ReadySearch } from './search'

/** Ready rules that answer the same attack, in the order they come. */
export interface Group {
  attack: string
  rules: ReadyRule[]
}

/** Those that are looked for, by the attack they answer. */
export function grouped(rules: readonly ReadyRule[], search: ReadySearch): Group[] {
  const groups = new Map<string, ReadyRule[]>()
  for (const rule of rules) {
    if (matches(rule, search)) groups.set(rule.attack, [...(groups.get(rule.attack) ?? []), rule])
  }
  return [...groups].map(([attack, found]) => ({ attack, rules: found }))
}

function matches(rule: ReadyRule, { text, attack, shown }: ReadySearch): boolean {
  if (attack !== undefined && rule.attack !== attack) return false
  if (shown !== undefined && rule.is_on !== (shown === 'on')) return false
  const where = `${rule.name} ${rule.attack} ${rule.says} ${rule.sentence}`.toLowerCase()
  const looked = (text ?? '').toLowerCase().split(/\s+/)
  return looked.every((word) => where.includes(word))
}

/** The attacks, each once, by name. */
export const attacksOf = (rules: readonly ReadyRule[]): string[] =>
  [...new Set(rules.map(({ attack }) => attack))].sort((one, other) => one.localeCompare(other))

/** What is prepared otherwise than it is: policies in shadow and drafts, and whether it is on. */
export function elsewhere(
  rule: ReadyRule,
  policies: readonly Policy[],
  shown: number,
): { version: number; state: Policy['state']; isOn: boolean }[] {
  return policies
    .filter(({ state, version }) => version !== shown && (state === 'draft' || state === 'shadow'))
    .map(({ version, state, rules }) => ({
      version,
      state,
      isOn: rules.some(({ ready }) => ready === rule.key),
    }))
    .filter(({ isOn }) => isOn !== rule.is_on)
}
