import { $api } from '@/lib/api'

const EVERY_MS = 60_000

/** How many payments wait for a person; undefined until known. The overview shares the answer. */
export function useOpenReviews(): number | undefined {
  const params = { query: { period: '28d' as const } }
  const options = {
    refetchInterval: EVERY_MS,
    select: (dashboard: { open_reviews: number }) => dashboard.open_reviews,
  }
  return $api.useQuery('get', '/api/dashboard', { params }, options).data
}
