import type { ModelSummary } from '@/lib/api.gen'
import { count, frequency, when } from '@/lib/format'
import { models as t } from '@/messages/en'
import { labelsText, learnedLabels } from './headline'

/** How much of the judgement labels have made. */
export function learnedText(share: number): string {
  if (share <= 0) return t.learnedNone
  return share >= 0.95 ? t.learnedAll : t.learnedSome(frequency(share))
}

/** "12,480 orders, 412 labels, 1 Sep 2026 to 20 Nov 2026"; null where it is not on record. */
export function learnedFrom(model: ModelSummary, zone: string): string | null {
  if (model.rows === null) return null
  const orders = t.fromText(count(model.rows), labelsText(learnedLabels(model)))
  if (!model.data_from || !model.data_until) return orders
  const day = (at: string) => when(at, zone, 'date')
  return `${orders}, ${t.between(day(model.data_from), day(model.data_until))}`
}

/** Which of the two kinds people tell apart. */
export const kindOf = ({ is_base }: ModelSummary) => (is_base ? 'base' : 'own')

/** Who did it: a person by name, the product where nobody asked for it. */
export function byText(name: string): string {
  return t.by(name === 'system' || name.startsWith('job ') ? t.itself : name)
}

/** What a model was made from, in words where they are known: "simulated payments". */
export function madeFrom({ trained_on: from }: ModelSummary): string {
  if (from === 'simulator') return t.fromSimulator
  return /^merchant \d+$/.test(from) ? t.fromOwn : from
}
