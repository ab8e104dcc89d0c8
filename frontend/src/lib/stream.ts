import { send } from './api'
import { ApiError } from './errors'
import { MODE_HEADER, type Mode } from './mode'
import { messages } from './sse'

/** Something that happened at the merchant. */
export interface Happening {
  id: string
  type: string
  data: Record<string, unknown>
  at: string
}

interface Ways {
  mode: Mode
  /** The last that was heard, or "" for from now on; read again at every try. */
  last: () => string
  onEvent: (event: Happening) => void
  /** More has happened than the service still knows: whoever shows lists reads them anew. */
  onMissed: () => void
  /** The service does not know the place that `last` says: the next try is from now on. */
  onLost: () => void
  signal: AbortSignal
}

const POLL_MS = 5_000
const POLL_FOR_MS = 60_000
/** The service says something every 15 seconds; a line this silent is dead. */
const SILENT_MS = 45_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/**
 * Hears what happens until `signal`: by a stream, which is taken up again where it ended; where
 * there are too many of them, by asking every few seconds. Ends early when nobody is signed in.
 */
export async function follow(ways: Ways): Promise<void> {
  let pause = FIRST_PAUSE_MS
  while (!ways.signal.aborted) {
    try {
      await listen(ways, () => {
        pause = FIRST_PAUSE_MS
      })
    } catch (error) {
      const failed = isFull(error) ? await ask(ways).catch((later: unknown) => later) : error
      if (isRefusal(failed)) {
        const mayNot = failed.status === 401 || failed.status === 403
        // Signed out, or a service without events: trying again would change nothing.
        if (mayNot || !ways.last()) return
        // A tab outlives the service it began with, whose places another may write otherwise.
        ways.onLost()
        ways.onMissed()
      }
    }
    // Not all browsers at once, when a service that was away is back.
    await rest(pause * (0.5 + Math.random()), ways.signal)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
}

const isFull = (error: unknown) =>
  error instanceof ApiError && (error.status === 503 || error.status === 429)

const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status >= 400 && error.status < 500 && !isFull(error)

const request = (path: string, { mode, signal }: Ways, headers: Record<string, string> = {}) =>
  send(
    new Request(new URL(path, window.location.origin), {
      headers: { [MODE_HEADER]: mode, ...headers },
      signal,
      cache: 'no-store',
    }),
  )

async function listen(ways: Ways, onOpen: () => void): Promise<void> {
  const silent = new AbortController()
  const signal = AbortSignal.any([ways.signal, silent.signal])
  const last = ways.last()
  const response = await request(
    '/api/events',
    { ...ways, signal },
    { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) },
  )
  if (!response.body) return
  let watch = setTimeout(() => silent.abort(), SILENT_MS)
  try {
    for await (const { id, event, data } of messages(response.body, signal)) {
      clearTimeout(watch)
      watch = setTimeout(() => silent.abort(), SILENT_MS)
      if (!data) continue
      onOpen()
      const said = JSON.parse(data) as Happening
      if (event === 'hello' && said.data.is_complete === false) ways.onMissed()
      ways.onEvent({ ...said, id, type: event })
    }
  } finally {
    clearTimeout(watch)
  }
}

/** The same facts without a stream, for a minute; then a stream may be free again. */
async function ask(ways: Ways): Promise<void> {
  const until = Date.now() + POLL_FOR_MS
  let after = ways.last()
  while (!ways.signal.aborted && Date.now() < until) {
    const query = after ? `?after=${encodeURIComponent(after)}` : ''
    const response = await request(`/api/events/recent${query}`, ways)
    const answer = (await response.json()) as {
      items: Happening[]
      next: string
      is_complete: boolean
    }
    if (!answer.is_complete) ways.onMissed()
    for (const event of answer.items) ways.onEvent(event)
    if (answer.next !== after) {
      after = answer.next
      // A place without an event of its own: from here on the stream goes on, too.
      ways.onEvent({ id: after, type: 'hello', data: {}, at: '' })
    }
    await rest(POLL_MS, ways.signal)
  }
}

/** Waits, but not on when there is a network again or nothing to wait for. */
function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const on = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', on)
      window.removeEventListener('online', on)
      resolve()
    }
    const timer = setTimeout(on, milliseconds)
    signal.addEventListener('abort', on)
    window.addEventListener('online', on)
    if (signal.aborted) on()
  })
}
