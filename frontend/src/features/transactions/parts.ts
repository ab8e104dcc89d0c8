import type { QueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'

const of = (id: number) => ({ params: { path: { transaction_id: id } } })

/** One order in full. */
export const orderOptions = (id: number) =>
  $api.queryOptions('get', '/api/transactions/{transaction_id}', of(id))

/** The nearest past orders, with what became of them. */
export const similarOptions = (id: number) =>
  $api.queryOptions('get', '/api/transactions/{transaction_id}/similar', of(id), {
    // Past orders stay as near as they were; only a label changes what is known of them.
    staleTime: 60_000,
  })

/** The customer, the pace and the details of an order, and who else used them. */
export const linkedOptions = (id: number) =>
  $api.queryOptions('get', '/api/transactions/{transaction_id}/linked', of(id))

/** What was done to an order. */
export const timelineOptions = (id: number) =>
  $api.queryOptions('get', '/api/transactions/{transaction_id}/timeline', of(id))

/** Fetches what a decision on an order rests on, so that it is there when the order is opened. */
export function prefetchOrder(cache: QueryClient, id: number): void {
  void cache.prefetchQuery(orderOptions(id))
  void cache.prefetchQuery(linkedOptions(id))
  void cache.prefetchQuery(similarOptions(id))
}
