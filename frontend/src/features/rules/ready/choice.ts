import type { ReadyRule, ReadyTried } from '@/lib/api.gen'

/** What is in the fields of a ready rule while somebody works on it, numbers as they were typed. */
export interface Choice {
  parameters: Record<string, string>
  effect: ReadyRule['effect']
  points: string
}

/** Where a number must lie; both ends belong to it. */
export interface Limits {
  low: number
  high: number
}

export const POINTS: Limits = { low: -100, high: 100 }
/** What a rule of points gets before anybody says how many. */
const USUAL_POINTS = 15

/** The fields as the policy has the rule. */
export const choiceOf = (rule: ReadyRule): Choice => ({
  parameters: Object.fromEntries(rule.parameters.map(({ name, value }) => [name, String(value)])),
  effect: rule.effect,
  points: String(rule.effect === 'points' ? rule.points : USUAL_POINTS),
})

/** The fields as the rule comes; what it does is told by nobody but the policy, and stays. */
export const asItComes = (rule: ReadyRule, choice: Choice): Choice => ({
  ...choice,
  parameters: Object.fromEntries(
    rule.parameters.map(({ name, default: value }) => [name, String(value)]),
  ),
})

/** A typed number, "1,500" too; undefined where it is none or lies outside of its limits. */
export function numberIn({ low, high }: Limits, text: string): number | undefined {
  const typed = text.trim().replace(/,/g, '').replace('−', '-')
  const value = Number(typed)
  return typed !== '' && value >= low && value <= high ? value : undefined
}

/** The choice as a draft or a preview takes it; null while a number is missing or out of limits. */
export function tried(rule: ReadyRule, choice: Choice, isOn: boolean): ReadyTried | null {
  const parameters: Record<string, number> = {}
  for (const parameter of rule.parameters) {
    const value = numberIn(parameter, choice.parameters[parameter.name] ?? '')
    if (value === undefined) return null
    parameters[parameter.name] = value
  }
  const said = { key: rule.key, is_on: isOn, parameters, effect: choice.effect }
  if (choice.effect !== 'points') return said
  const points = numberIn(POINTS, choice.points)
  return points ? { ...said, points } : null
}

/** Whether the fields say anything else than the policy has. */
export const isChanged = (rule: ReadyRule, choice: Choice): boolean =>
  JSON.stringify(tried(rule, choice, true)) !== JSON.stringify(tried(rule, choiceOf(rule), true))
