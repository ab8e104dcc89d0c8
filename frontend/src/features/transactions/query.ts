import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import type { TransactionRow } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { startOfDay } from '@/lib/zone'
import type { TransactionsSearch } from './search'

const PAGE = 100
const LOOK_MS = 30_000
const LOOKED_AT = 50

/** The question to the API behind an address; days are those of the merchant. */
function useQuestion(search: TransactionsSearch) {
  const { from, until, min, max, weekday, age, ...same } = search
  const timeZone = useMe().merchant.time_zone
  return {
    ...same,
    occurred_from: from && startOfDay(from, timeZone),
    occurred_until: until && startOfDay(until, timeZone, 1),
    amount_min: min,
    amount_max: max,
    day_of_week: weekday,
    customer_age: age,
  }
}

export interface Orders {
  rows: readonly TransactionRow[]
  /** The rows that came first: what is said of the list does not change while one scrolls. */
  first: readonly TransactionRow[]
  hasMore: boolean
  more: () => void
  moreFailed: boolean
  /** Orders that came since, not listed yet: rows never jump under the cursor. */
  arrived: number
  /** Asks for the list anew, from its beginning. */
  reload: () => void
  isPending: boolean
  /** Rows of the question before are shown until those of this one are there. */
  isOld: boolean
  error: unknown
  retry: () => void
}

/** The orders an address asks for, page after page as they are wanted. */
export function useOrders(search: TransactionsSearch): Orders {
  const query = useQuestion(search)
  const cache = useQueryClient()
  const params = { query: { ...query, limit: PAGE } }
  const answer = $api.useInfiniteQuery(
    'get',
    '/api/transactions',
    { params },
    {
      pageParamName: 'cursor',
      // Not undefined, which the hook would take for its own first page.
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor ?? undefined,
      placeholderData: keepPreviousData,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // Whoever comes back finds the list as it was left; much of it is not fetched anew for that.
      refetchOnMount: ({ state }) => (state.data?.pages.length ?? 0) < 2,
    },
  )
  const pages = answer.data?.pages ?? []
  const rows = pages.flatMap((page) => page.items)
  const first = pages[0]?.items ?? []
  const arrived = useArrived(search, first)
  return {
    rows,
    first,
    hasMore: answer.hasNextPage,
    more: () => {
      if (answer.hasNextPage && !answer.isFetching && !answer.isFetchNextPageError)
        void answer.fetchNextPage()
    },
    moreFailed: answer.isFetchNextPageError,
    arrived,
    reload: () => void cache.resetQueries({ queryKey: ['get', '/api/transactions', { params }] }),
    isPending: answer.isPending,
    isOld: answer.isPlaceholderData,
    error: answer.error,
    retry: () => void (pages.length ? answer.fetchNextPage() : answer.refetch()),
  }
}

/** How many orders came since the list was fetched, looked up now and then where newest are first. */
function useArrived(search: TransactionsSearch, first: readonly TransactionRow[]): number {
  const newest = (search.sort ?? '-occurred_at') === '-occurred_at' && !search.until
  // Fewer than a page: under the question of the list its pages are kept.
  const params = { query: { ...useQuestion(search), limit: LOOKED_AT } }
  const { data } = $api.useQuery(
    'get',
    '/api/transactions',
    { params },
    {
      enabled: newest && first.length > 0,
      refetchInterval: LOOK_MS,
      staleTime: LOOK_MS,
      // The list itself has just been fetched.
      initialData: { items: [], next_cursor: null },
      initialDataUpdatedAt: () => Date.now(),
    },
  )
  const known = first[0]?.id
  const items = data?.items ?? []
  const place = items.findIndex((row) => row.id === known)
  return place === -1 ? items.length : place
}

/** Whether anything narrows the list. */
export function isFiltered({ sort: _, ...filters }: TransactionsSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined)
}
