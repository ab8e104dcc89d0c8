import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { $api } from '@/lib/api'
import type { TransactionRow } from '@/lib/api.gen'
import type { QueueSort, QueueView } from './search'

const PAGE = 100
const LATEST = 20
const EVERY_MS = 60_000
const AHEAD = 3

const ORDER = { score: '-score', amount: '-amount', newest: '-occurred_at' } as const
const OPEN = {
  waiting: { decision: 'review', labelled: 'no' },
  sample: { selected: 'sample', labelled: 'no' },
  close_call: { selected: 'close_call', labelled: 'no' },
} as const satisfies Record<QueueView, object>

const itemOf = (id: number) =>
  $api.queryOptions('get', '/api/transactions/{transaction_id}', {
    params: { path: { transaction_id: id } },
  })

/** The overview's answer, which the frame around the page asks for anyway. */
export function useOverview() {
  return $api.useQuery('get', '/api/dashboard', { params: { query: { period: '28d' } } }).data
}

/**
 * The orders of a view that nobody has labelled, in an order, without those in `done`, of which the
 * service still counts `unsent` as open. The list stands still: what arrives later is counted in
 * `arrived` and shown by `reload`, so that no row jumps under the cursor.
 */
export function useQueue(
  view: QueueView,
  sort: QueueSort,
  done: ReadonlySet<number>,
  unsent: number,
) {
  const overview = useOverview()
  const list = $api.useInfiniteQuery(
    'get',
    '/api/transactions',
    { params: { query: { ...OPEN[view], sort: ORDER[sort], limit: PAGE } } },
    {
      initialPageParam: null,
      getNextPageParam: (page) => page.next_cursor,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      // Another order of the list: the old one stays, dimmed, until the new one is there.
      placeholderData: (before) => before,
    },
  )
  const loaded = list.data?.pages.flatMap((page) => page.items) ?? []
  const latest = $api.useQuery(
    'get',
    '/api/transactions',
    { params: { query: { ...OPEN[view], sort: '-occurred_at', limit: LATEST } } },
    {
      enabled: list.isSuccess,
      refetchInterval: EVERY_MS,
      // Nothing to ask at first: the list has just been loaded.
      initialData: { items: [], next_cursor: null },
      initialDataUpdatedAt: list.dataUpdatedAt,
      staleTime: EVERY_MS,
    },
  )
  const known = new Set(loaded.map((row) => row.id))
  const isNew = (row: TransactionRow) =>
    !known.has(row.id) &&
    !done.has(row.id) &&
    // With pages left to load, an unknown row may simply stand on one of them.
    (!list.hasNextPage || Date.parse(row.created_at) > list.dataUpdatedAt)

  const rows = loaded.filter((row) => !done.has(row.id))
  const counted = overview && view === 'waiting' ? overview.open_reviews - unsent : 0

  return {
    rows,
    /** How many are open in all, of which `rows` may be the first. */
    open: list.hasNextPage ? Math.max(rows.length, counted) : rows.length,
    isPending: list.isPending,
    isEmpty: list.isSuccess && rows.length === 0 && !list.hasNextPage,
    isOld: list.isPlaceholderData,
    error: list.data ? null : list.error,
    arrived: (latest.data?.items ?? []).filter(isNew).length,
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    loadMore: () => void list.fetchNextPage(),
    reload: () => void list.refetch(),
  }
}

/** One order in full; null when none is open. */
export function useItem(id: number | null) {
  return $api.useQuery(
    'get',
    '/api/transactions/{transaction_id}',
    { params: { path: { transaction_id: id ?? 0 } } },
    { enabled: id !== null },
  )
}

/** Fetches the orders after the open one ahead, so that the next is there when it is wanted. */
export function usePrefetch(rows: readonly TransactionRow[], index: number): void {
  const queries = useQueryClient()
  const ids = rows.slice(index + 1, index + 1 + AHEAD).map((row) => row.id)
  const key = ids.join()
  useEffect(() => {
    for (const id of key.split(',').filter(Boolean)) {
      void queries.prefetchQuery(itemOf(Number(id)))
    }
  }, [queries, key])
}
