import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { $api } from '@/lib/api'
import type { Review } from './types'

const AHEAD = 3

const paramsOf = (id: number) => ({ params: { path: { review_id: id } } })

/** One review in full, with what was done and noted; waits while none is open. */
export function useItem(id: number | null) {
  return $api.useQuery('get', '/api/reviews/{review_id}', paramsOf(id ?? 0), {
    enabled: id !== null,
  })
}

/** Fetches the orders after the open one ahead, so that the next is there when it is wanted. */
export function usePrefetch(
  rows: readonly Review[],
  index: number,
  order: ((transactionId: number) => void) | undefined,
): void {
  const queries = useQueryClient()
  const ahead = rows.slice(index + 1, index + 1 + AHEAD)
  const key = ahead.map(({ id, transaction_id }) => `${id}:${transaction_id}`).join()
  const latest = useRef(order)
  useEffect(() => {
    latest.current = order
  })
  useEffect(() => {
    for (const pair of key.split(',').filter(Boolean)) {
      const [id, transactionId] = pair.split(':').map(Number)
      const query = $api.queryOptions('get', '/api/reviews/{review_id}', paramsOf(id ?? 0))
      void queries.prefetchQuery(query)
      latest.current?.(transactionId ?? 0)
    }
  }, [queries, key])
}
