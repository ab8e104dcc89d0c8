import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/api'
import type { Shield } from '@/lib/api.gen'

const WATCH_MS = 15_000

/** The shield as it is now; looked at again and again while a burst is on, as its figures grow. */
export const shieldOptions = () =>
  queryOptions({
    queryKey: ['shield', 'now'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/shield', { signal })
      return data as Shield
    },
    refetchInterval: ({ state }) => (state.data?.bursts.length ? WATCH_MS : false),
  })
