import { useMutation, useQueryClient } from '@tanstack/react-query'
import { $api, api } from '@/lib/api'
import type { Feedback, TransactionDetail } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { transactions } from '@/messages/en'
import { toast } from '@/ui/Toast'
import { timelineOptions } from './parts'

/** Which source wins where they disagree, strongest first; the API's own order. */
const STRENGTH: readonly Feedback['source'][] = ['chargeback', 'customer', 'refund', 'reviewer']

/** The order as it will be once `answer` is stored: it replaces the earlier one of its source. */
export function withFeedback(order: TransactionDetail, answer: Feedback): TransactionDetail {
  const feedback = [
    answer,
    ...order.feedback.map((one) =>
      one.source === answer.source ? { ...one, counts: false } : one,
    ),
  ]
  const strongest = STRENGTH.flatMap((source) =>
    feedback.filter((one) => one.counts && one.source === source),
  )[0]
  const label = strongest ? { label: strongest.label, source: strongest.source } : null
  return { ...order, feedback, label }
}

type Answer = Pick<Feedback, 'label' | 'source' | 'notes'>

/** Sends feedback on an order and shows it at once; takes it back when it could not be saved. */
export function useFeedback(order: TransactionDetail) {
  const cache = useQueryClient()
  const { name } = useMe()
  const key = $api.queryOptions('get', '/api/transactions/{transaction_id}', {
    params: { path: { transaction_id: order.id } },
  }).queryKey
  return useMutation({
    mutationFn: async ({ label, source, notes }: Answer) => {
      const body = { transaction_id: order.id, label, source, notes }
      const { data } = await api.POST('/api/feedback', { body })
      return data
    },
    onMutate: async ({ label, source, notes }) => {
      await cache.cancelQueries({ queryKey: key })
      const before = cache.getQueryData<TransactionDetail>(key)
      const now = new Date().toISOString()
      const expected: Feedback = {
        id: 0,
        transaction_id: order.id,
        label,
        is_correct: (label === 'fraud') === order.is_fraudulent,
        source,
        notes,
        occurred_at: now,
        created_by: name,
        created_at: now,
        counts: true,
      }
      if (before) cache.setQueryData(key, withFeedback(before, expected))
      return before
    },
    onSuccess: (_stored, { label }) => toast({ text: transactions.one.saved[label] }),
    onError: (_error, _sent, before) => before && cache.setQueryData(key, before),
    onSettled: () => {
      // Lists, counts and figures all rest on labels, and a label closes a review.
      cache.invalidateQueries({ queryKey: timelineOptions(order.id).queryKey })
      cache.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
      cache.invalidateQueries({ queryKey: ['get', '/api/transactions'] })
      cache.invalidateQueries({ queryKey: ['get', '/api/dashboard'] })
      cache.invalidateQueries({ queryKey: key })
    },
  })
}
