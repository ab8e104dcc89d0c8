import { $api } from '@/lib/api'
import type { Opened } from './live'
import type { useQueue } from './useQueue'

const LATEST = 50

/**
 * How many orders have come to the list since it was asked for. Events say that something came;
 * which of it fits the filters is looked up. Ids grow, so that all from the first that an event
 * named are new, whatever page they would stand on.
 */
export function useArrived(
  { question, rows, asked }: ReturnType<typeof useQueue>,
  gone: ReadonlyMap<number, number>,
  opened: readonly Opened[],
): number {
  const since = opened.filter(({ at }) => at > asked)
  const query = { ...question, sort: 'newest' as const, limit: LATEST }
  const { data } = $api.useQuery(
    'get',
    '/api/reviews',
    { params: { query } },
    { enabled: since.length > 0 },
  )
  if (!since.length || !data) return 0
  const largest = rows.reduce((most, { id }) => Math.max(most, id), 0)
  // An event of many names none of them: then all beyond what is listed are taken for new.
  const first = Math.min(...since.map(({ id }) => id ?? largest + 1))
  const listed = new Set(rows.map(({ id }) => id))
  return data.items.filter(({ id }) => id >= first && !listed.has(id) && !gone.has(id)).length
}
