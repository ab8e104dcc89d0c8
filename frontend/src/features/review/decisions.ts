import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { api } from '@/lib/api'
import type { Dashboard, TransactionRow } from '@/lib/api.gen'
import { money } from '@/lib/format'
import { useMe } from '@/lib/me'
import { session } from '@/lib/session'
import { review as t } from '@/messages/en'
import { toast } from '@/ui/Toast'
import { type Choice, createOutbox, type Entry } from './outbox'

const LABELS = { approve: 'legitimate', decline: 'fraud' } as const

export const outbox = createOutbox(({ row, choice, note }) =>
  api.POST('/api/feedback', {
    body: {
      transaction_id: row.id,
      label: LABELS[choice],
      source: 'reviewer',
      ...(note.trim() && { notes: note.trim() }),
    },
    // The browser finishes the request even when the tab is closed meanwhile.
    keepalive: true,
  }),
)

session.beforeSignOut(() => outbox.flush().finally(outbox.clear))

/** Whose decisions these are; a failed one must not be sent again in somebody else's name. */
let owner: string | null = null

/** Decisions whose order has left the list: all but the failed ones, which return to it. */
const isDone = (entry: Entry) => entry.state !== 'failed'

/**
 * The decisions of this session and the ways to make, retry and undo one. Leaving the page sends
 * what waits at once: nobody is there any more to take it back.
 */
export function useDecisions() {
  const entries = useSyncExternalStore(outbox.subscribe, outbox.entries)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { email } = useMe()
  const onPage = useRef(false)

  useEffect(() => {
    if (owner !== email) outbox.clear()
    owner = email
  }, [email])

  useEffect(() => {
    onPage.current = true
    const leave = () => void outbox.flush()
    window.addEventListener('pagehide', leave)
    return () => {
      onPage.current = false
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  const settled = ({ row }: Entry, error: unknown) => {
    if (!error) {
      remember(queries, row)
    } else if (!onPage.current && session.state().status === 'signed-in') {
      toast({
        text: t.notSavedOf(money(row.amount, row.currency)),
        action: {
          label: t.backToIt,
          run: () => void navigate({ to: '/review/$id', params: { id: String(row.id) } }),
        },
        seconds: 20,
      })
    }
  }

  return {
    waiting: entries.filter((entry) => entry.state === 'waiting'),
    failed: new Map(entries.filter((entry) => !isDone(entry)).map((e) => [e.row.id, e])),
    done: new Set(entries.filter(isDone).map((entry) => entry.row.id)),
    /** Not answered yet, so that the service still counts them as open. */
    unsent: entries.filter(
      (e) => e.row.decision === 'review' && (e.state === 'waiting' || e.state === 'sending'),
    ).length,
    take: (row: TransactionRow, choice: Choice, note: string) =>
      outbox.take({ row, choice, note, settled }),
  }
}

/** One open order less, at once; everything else that shows this payment asks again when opened. */
function remember(queries: QueryClient, { id, decision }: TransactionRow): void {
  const counted = decision === 'review' ? 1 : 0
  queries.setQueriesData<Dashboard>(
    { queryKey: ['get', '/api/dashboard'] },
    (known) => known && { ...known, open_reviews: Math.max(0, known.open_reviews - counted) },
  )
  const stale = { refetchType: 'none' } as const
  void queries.invalidateQueries({ queryKey: ['get', '/api/dashboard'], ...stale })
  void queries.invalidateQueries({ queryKey: ['get', '/api/transactions'], ...stale })
  const params = { path: { transaction_id: id } }
  void queries.invalidateQueries({
    queryKey: ['get', '/api/transactions/{transaction_id}', { params }],
  })
}
