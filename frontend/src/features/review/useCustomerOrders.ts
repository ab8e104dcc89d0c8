import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import { review as t } from '@/messages/en'
import { toast } from '@/ui/Toast'
import type { Review } from './types'

const ASKED = 200

/** Opens the order of the same customer before or after this one: to review where it waits. */
export function useCustomerOrders(review: Review | undefined) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (step: 1 | -1) => {
    if (!review?.customer) return
    const query = { customer: review.customer, limit: ASKED, sort: '-occurred_at' as const }
    const { items } = await queries.fetchQuery(
      $api.queryOptions('get', '/api/transactions', { params: { query } }),
    )
    const here = items.findIndex(({ id }) => id === review.transaction_id)
    // The newest comes first, so the one before in time is the one after in the list.
    const next = here < 0 ? undefined : items[here - step]
    if (!next) {
      toast({ text: step > 0 ? t.noLater : t.noEarlier })
    } else if (next.review && next.review.state !== 'resolved') {
      void navigate({ to: '/review/$id', params: { id: String(next.review.id) }, search: true })
    } else {
      void navigate({ to: '/transactions/$id', params: { id: String(next.id) } })
    }
  }
}
