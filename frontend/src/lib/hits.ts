import { hits as t } from '@/messages/en'
import type { RuleHit, TransactionDetail } from './api.gen'
import { plain } from './format'

const SOURCES: readonly string[] = ['rule', 'list', 'shield'] satisfies RuleHit['source'][]

/** Whether anything but the model had a say, or could have had. */
export const hasHits = ({ hits, on_lists }: TransactionDetail): boolean =>
  hits.length > 0 || on_lists.length > 0

/** The reasons of the model alone; with its base they add up to the model's score. */
export const ofModel = ({ risk_factors: factors, hits }: TransactionDetail) =>
  hits.length ? (factors?.filter((one) => !SOURCES.includes(one.code)) ?? null) : factors

/** What the decision is owed to, in a sentence without an end. */
export function decidedBy({ hits, decision, policy }: TransactionDetail): string {
  const hit = hits.find((one) => one.decides)
  if (hit) return t.by[hit.source](hit.name, t.done[decision])
  const line = decision === 'block' ? policy.block_line : policy.review_line
  return t.byScore[decision](plain(line))
}
