import type { LabelCounts, ModelSummary, Models, Quality } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { models as t } from '@/messages/en'

/** "412 labels" */
export const labelsText = (labels: number) => t.labelCount(labels, count(labels))

/** How many labels a model has learned from. */
export const learnedLabels = ({ labels }: ModelSummary) =>
  (labels.fraud ?? 0) + (labels.legitimate ?? 0)

/** What a chance of fraud needs, and what there is. */
export const probabilityNeeds = (labels: LabelCounts) =>
  t.probabilityNeeds(
    count(labels.needed_for_probability),
    count(labels.needed_fraud_for_probability),
    count(labels.held_back),
    count(labels.held_back_fraud),
  )

/** The page in a sentence: what judges, and how well as far as that is known. */
export function headline({ champion, labels }: Models, quality: Quality | undefined): string {
  if (!champion) return t.headline.nothing
  const { recall_at_budget: finds, precision_at_budget: right } = quality ?? {}
  if (!champion.is_base && finds && right) {
    return t.headline.measured(percent(finds.mean, 0), percent(right.mean, 0))
  }
  if (champion.is_base) return t.headline.base
  if (labels.total === 0) return t.headline.unlabelled
  return t.headline.unmeasured(labelsText(learnedLabels(champion)))
}
