import { useEffect, useRef } from 'react'
import { $api } from '@/lib/api'
import type { useQueue } from './useQueue'

const LATEST = 50
const EVERY_MS = 60_000

/**
 * How many orders have come to the list since it was asked for: looked up when an event says so, and
 * every minute. Ids grow, so that one beyond all that were there at first is new, whatever page it
 * would stand on.
 */
export function useArrived(
  { question, rows, asked, isPending, isOld }: ReturnType<typeof useQueue>,
  gone: ReadonlyMap<number, number>,
): number {
  const query = { ...question, sort: 'newest' as const, limit: LATEST }
  const latest = $api.useQuery(
    'get',
    '/api/reviews',
    { params: { query } },
    { enabled: !isPending && !isOld, refetchInterval: EVERY_MS },
  )
  const known = useRef({ asked: 0, last: 0 })
  const items = latest.data?.items
  const last = Math.max(0, ...(items ?? []).map(({ id }) => id))
  const isFirst = known.current.asked !== asked
  useEffect(() => {
    // What is newest when a list comes belongs to it, or to a page of it that is still to come.
    if (items && isFirst) known.current = { asked, last }
  }, [items, isFirst, asked, last])

  if (!items || isFirst) return 0
  const listed = new Set(rows.slice(-LATEST * 4).map(({ id }) => id))
  const isNew = (id: number) => id > known.current.last && !listed.has(id) && !gone.has(id)
  return items.filter(({ id }) => isNew(id)).length
}
