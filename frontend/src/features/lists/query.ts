import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { api } from '@/lib/api'
import type { EntityList } from '@/lib/api.gen'
import { refreshPolicies } from '@/lib/policies'

export type ListKind = EntityList['kind']
export type Effect = EntityList['effect']

const PAGE = 100
const at = (list_id: number) => ({ list_id })

/** One list, with how much stands on it and which rules ask it. */
export const listOptions = (id: number) =>
  queryOptions({
    queryKey: ['lists', 'one', id],
    queryFn: async ({ signal }) => {
      const params = { path: at(id) }
      const { data } = await api.GET('/api/lists/{list_id}', { params, signal })
      return data as NonNullable<typeof data>
    },
  })

/** What stands on a list, the latest first, page after page as they are wanted. */
export function useEntries(id: number, text: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['lists', 'entries', id, text],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(text && { text }), ...(pageParam && { cursor: pageParam }) }
      const params = { path: at(id), query }
      const { data } = await api.GET('/api/lists/{list_id}/entries', { params, signal })
      return data as NonNullable<typeof data>
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Another text keeps the rows of the one before, another list does not.
    placeholderData: (data, query) =>
      query?.queryKey[2] === id ? keepPreviousData(data) : undefined,
  })
}

/** The lists that a value stands on, with its entry there. */
export const standingOptions = (kind: ListKind, value: string) =>
  queryOptions({
    queryKey: ['lists', 'standing', kind, value],
    queryFn: async ({ signal }) => {
      const params = { query: { kind, value } }
      const { data } = await api.GET('/api/lists/entries', { params, signal })
      return (data as NonNullable<typeof data>).items
    },
    staleTime: 0,
  })

/**
 * Has lists and what rests on them read anew, such as the sentences of rules that ask for one;
 * resolves when what is on screen is.
 */
export function useListsChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return () => refreshPolicies(cache)
}

/**
 * Has what stands on lists read anew. What it would have done to past orders is asked again when it
 * is next shown, not while a form closes: it is much work, and done one at a time.
 */
export function useEntriesChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return () => {
    void cache.invalidateQueries({ queryKey: ['policies', 'preview'], refetchType: 'none' })
    return cache.invalidateQueries({ queryKey: ['lists'] })
  }
}
