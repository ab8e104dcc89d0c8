import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useMe } from '@/lib/me'
import { effectOf } from './acts'
import { acts } from './sending'
import { LISTS } from './useQueue'

/** Whose acts these are; a failed one must not be sent again in somebody else's name. */
let owner: string | null = null

/** What was done in this session, and what it means for the list. Answers make caches old. */
export function useActs() {
  const list = useSyncExternalStore(acts.subscribe, acts.list)
  const queries = useQueryClient()
  const { email } = useMe()
  useEffect(() => {
    if (owner !== email) acts.clear()
    owner = email
  }, [email])

  const answered = list.filter(({ state }) => state !== 'sending').length
  const before = useRef(answered)
  useEffect(() => {
    if (before.current === answered) return
    before.current = answered
    outdate(queries)
  }, [answered, queries])

  const effect = useMemo(() => effectOf(list), [list])
  return { list, ...effect }
}

/** Counts are asked for at once; lists and pages that are not on screen when they are opened. */
function outdate(queries: QueryClient): void {
  const stale = { refetchType: 'none' } as const
  void queries.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
  void queries.invalidateQueries({ queryKey: ['get', '/api/reviews/{review_id}'] })
  void queries.invalidateQueries({ queryKey: [LISTS], ...stale })
  void queries.invalidateQueries({ queryKey: ['get', '/api/dashboard'] })
  for (const key of ['/api/transactions', '/api/transactions/{transaction_id}']) {
    void queries.invalidateQueries({ queryKey: ['get', key], ...stale })
  }
  void queries.invalidateQueries({
    queryKey: ['get', '/api/transactions/{transaction_id}/timeline'],
  })
}
