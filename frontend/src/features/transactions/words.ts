import type { TransactionRow } from '@/lib/api.gen'
import { common, transactions as t } from '@/messages/en'
import type { Tag } from '@/ui/Tag'

type Tone = NonNullable<Parameters<typeof Tag>[0]['tone']>

type Fate = Pick<TransactionRow, 'decision' | 'label' | 'review'>

/** What became of an order, in a word: what a person decided, or that a review is over. */
export function outcome({ decision, label, review }: Fate): string {
  if (review?.resolution) return t.resolved[review.resolution]
  return decision === 'review' && label ? t.reviewed : common.decided[decision]
}

const TONES = { approve: 'low', review: 'elevated', block: 'critical' } as const

/** The colour that goes with it; none where nothing is left to do. */
export function toneOf({ decision, label, review }: Fate): Tone {
  if (review?.resolution) return review.resolution === 'approve' ? 'low' : 'high'
  return decision === 'review' && label ? 'neutral' : TONES[decision]
}

/** "Fraud, chargeback" */
export function labelText({ label, source }: NonNullable<TransactionRow['label']>): string {
  return t.labelBy(common.labels[label], common.sources[source].toLowerCase())
}

/** The order's own id where one was sent, ours otherwise. */
export function orderName({ external_id, id }: Pick<TransactionRow, 'external_id' | 'id'>): string {
  return external_id ?? t.order(id)
}
