import { keepPreviousData } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import type { CustomersSearch } from './search'

const PAGE = 100

/** The customers an address asks for, page after page as they are wanted. */
export function useCustomers({ sort = 'risk', text }: CustomersSearch) {
  return $api.useInfiniteQuery(
    'get',
    '/api/customers',
    { params: { query: { sort, text, limit: PAGE } } },
    {
      pageParamName: 'cursor',
      // Not undefined, which the hook would take for its own first page.
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: keepPreviousData,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  )
}

const of = (customer: string) => ({ params: { path: { customer } } })

/** One customer in full. */
export const customerOptions = (customer: string) =>
  $api.queryOptions('get', '/api/customers/{customer}', of(customer))

const SHOWN = 20

/** The latest orders of a customer. */
export const ordersOptions = (customer: string) =>
  $api.queryOptions('get', '/api/transactions', { params: { query: { customer, limit: SHOWN } } })

/** Those of which somebody has said what became of them. */
export const labelledOptions = (customer: string) =>
  $api.queryOptions('get', '/api/transactions', {
    params: { query: { customer, labelled: 'yes', limit: SHOWN } },
  })
