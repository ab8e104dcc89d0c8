import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { $api, api } from '@/lib/api'
import type { Act } from './acts'
import { type Change, withChange } from './live'
import { questionOf, type ReviewSearch } from './search'
import type { Review, ReviewList } from './types'

const PAGE = 100
const EVERY_MS = 60_000

/** A page of the list, with when it was asked for: what happened later it does not know. */
type Page = ReviewList & { asked: number }

/** Under this name every list of reviews is cached. */
export const LISTS = 'review-lists'

/** What stands beside the lists: how many are in each view, and how far the day is. */
export function useCounts() {
  // The frame around the page asks for the same.
  const params = { query: { view: 'open' as const, limit: 1 } }
  return $api.useQuery('get', '/api/reviews', { params }, { refetchInterval: EVERY_MS }).data
}

/**
 * The orders of a view as the address asks for them, page by page, without those that have left it
 * by what was done here. The list stands still: what arrives later waits for `reload`, and what
 * others do changes a row in its place, so that no row jumps under the cursor.
 */
export function useQueue(
  search: ReviewSearch,
  gone: ReadonlyMap<number, number>,
  failed: ReadonlyMap<number, Act>,
  changes: ReadonlyMap<number, Change>,
) {
  const question = questionOf(search)
  const list = useInfiniteQuery({
    queryKey: [LISTS, question],
    queryFn: ({ pageParam, signal }) => pageOf(question, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Only `reload` or another view moves rows.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  })
  const loaded = list.data
  const rows = useMemo(() => (loaded ? rowsOf(loaded, gone, changes) : []), [loaded, gone, changes])
  const first = loaded?.pages[0]
  return {
    question,
    rows,
    failed,
    counts: first?.counts,
    /** When the list was asked for, in milliseconds since 1970; 0 before it is there. */
    asked: first?.asked ?? 0,
    isPending: list.isPending,
    isEmpty: list.isSuccess && rows.length === 0 && !list.hasNextPage,
    isOld: list.isPlaceholderData,
    isReloading: list.isRefetching && !list.isFetchingNextPage,
    error: list.data ? null : list.error,
    hasMore: list.hasNextPage,
    loadingMore: list.isFetchingNextPage,
    moreFailed: list.isFetchNextPageError,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
    },
    reload: () => void list.refetch(),
  }
}

async function pageOf(
  question: ReturnType<typeof questionOf>,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page> {
  const asked = Date.now()
  const query = { ...question, limit: PAGE, ...(cursor && { cursor }) }
  const { data } = await api.GET('/api/reviews', { params: { query }, signal })
  if (!data) throw new Error('an answer without a body')
  return { ...data, asked }
}

/** A row that two pages have, because it moved between them, is shown once. */
function rowsOf(
  { pages }: InfiniteData<Page>,
  gone: ReadonlyMap<number, number>,
  changes: ReadonlyMap<number, Change>,
): Review[] {
  const seen = new Set<number>()
  return pages.flatMap(({ items, asked }) =>
    items.flatMap((review) => {
      const { id } = review
      if (seen.has(id) || (gone.get(id) ?? 0) > asked) return []
      seen.add(id)
      return [withChange(review, changes.get(id), asked)]
    }),
  )
}
