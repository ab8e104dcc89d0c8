import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import { useEvent } from '@/lib/events'

const EVERY_MS = 60_000
const COUNTS = { params: { query: { view: 'open', limit: 1 } } } as const

/** How many orders wait for a person, live; undefined until known. */
export function useOpenReviews(): number | undefined {
  const cache = useQueryClient()
  const options = {
    refetchInterval: EVERY_MS,
    select: (page: { counts: { open: number } }) => page.counts.open,
  }
  useEvent(
    ['review.opened', 'review.resolved', 'review.undone', 'review.changed', 'missed'],
    () => {
      const { queryKey } = $api.queryOptions('get', '/api/reviews', COUNTS)
      void cache.invalidateQueries({ queryKey })
    },
  )
  return $api.useQuery('get', '/api/reviews', COUNTS, options).data
}
