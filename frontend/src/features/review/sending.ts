import { api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { session } from '@/lib/session'
import { type Act, type Choice, createActs, type Done } from './acts'

// The browser finishes the request even when the tab is closed meanwhile.
const LASTING = { keepalive: true }
const OWN_SECONDS = 10

/** What is done with reviews in this tab, and the way to take it back. */
export const acts = createActs({
  send: ({ deed, reviews }) => {
    const ids = reviews.map(({ id }) => id)
    const [only = 0] = ids
    if (deed.kind === 'snooze') return snooze(only, deed.until)
    if (deed.kind === 'ask') return ask(only, deed.person.id, deed.note)
    return ids.length > 1
      ? resolveMany(ids, deed.choice, deed.reason)
      : resolve(only, deed.choice, deed.note, deed.reason)
  },
  judge: (error) => {
    if (!(error instanceof ApiError)) return 'failed'
    if (error.code === 'already_resolved') return 'beaten'
    return error.code === 'too_late' ? 'late' : 'failed'
  },
})

session.beforeSignOut(() => acts.settled().finally(acts.clear))

const of = (id: number) => ({ path: { review_id: id } })

async function resolve(
  id: number,
  resolution: Choice,
  note: string | undefined,
  reason: string | undefined,
): Promise<Done> {
  const body = { resolution, ...(note && { note }), ...(reason && { reason }) }
  const path = '/api/reviews/{review_id}/resolution'
  const { data } = await api.POST(path, { params: of(id), body, ...LASTING })
  return {
    undoMs: data ? Date.parse(data.undo_until) - Date.parse(data.at) : 0,
    undo: () => api.DELETE(path, { params: of(id), ...LASTING }),
    name: (reason) => api.PATCH(path, { params: of(id), body: { reason }, ...LASTING }),
    refused: [],
  }
}

async function resolveMany(
  review_ids: number[],
  resolution: Choice,
  reason: string | undefined,
): Promise<Done> {
  const body = { review_ids, resolution, ...(reason && { reason }) }
  const { data } = await api.POST('/api/reviews/resolutions', { body, ...LASTING })
  const at = data?.resolved[0]?.at
  const until = data?.undo_until
  const path = '/api/reviews/resolutions/{batch_id}'
  const batch = { path: { batch_id: data?.batch_id ?? 0 } }
  return {
    undoMs: at && until ? Date.parse(until) - Date.parse(at) : 0,
    undo: () => api.DELETE(path, { params: batch, ...LASTING }),
    refused: (data?.refused ?? []).map((one) => ({ id: one.review_id, message: one.message })),
  }
}

async function snooze(id: number, until: string): Promise<Done> {
  const path = '/api/reviews/{review_id}/snooze'
  await api.POST(path, { params: of(id), body: { until }, ...LASTING })
  return own(() => api.DELETE(path, { params: of(id), ...LASTING }))
}

async function ask(id: number, user_id: number, note: string | undefined): Promise<Done> {
  const path = '/api/reviews/{review_id}/ask'
  const body = { user_id, ...(note && { note }) }
  await api.POST(path, { params: of(id), body, ...LASTING })
  return own(() => api.DELETE(path, { params: of(id), ...LASTING }))
}

/** Nothing leaves the system by these, so the service sets no end; Undo is offered as for the rest. */
const own = (undo: Done['undo']): Done => ({ undoMs: OWN_SECONDS * 1000, undo, refused: [] })

/** Who was first, where a deed was refused for that; nobody where time ran out. */
export function beatenBy({ error }: Act): { by: string | null; choice: Choice; at: string } | null {
  const decided = error instanceof ApiError ? error.decided : null
  if (!decided?.resolution || !decided.at) return null
  return { by: decided.by?.name ?? null, choice: decided.resolution, at: decided.at }
}
