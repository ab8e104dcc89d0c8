import type { Me, Session, SessionAnswer } from './api.gen'
import { early } from './early'
import { errorFrom, unreachable } from './errors'

/**
 * Who is signed in, in this tab. The access token stays in this module's memory; the refresh token
 * is an HttpOnly cookie that no script sees, which is how a reload stays signed in.
 */
export type SessionState =
  | { status: 'unknown' }
  | { status: 'signed-out'; byChoice: boolean }
  | { status: 'signed-in'; me: Me }

/** Renew this long before the token ends, so that a request in flight still finds it valid. */
const MARGIN_MS = 20_000

let state: SessionState = { status: 'unknown' }
let token: { text: string; endsAt: number } | null = null
let refreshing: Promise<void> | null = null
const listeners = new Set<() => void>()
const lastWords = new Set<() => Promise<unknown>>()

export const session = {
  state: (): SessionState => state,

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },

  /** Take over what sign-in answered. */
  begin(answer: Session): void {
    token = { text: answer.access_token, endsAt: Date.now() + answer.expires_in * 1000 }
    become({ status: 'signed-in', me: answer.me })
  },

  /** Take over what has changed about the person; the router then shows it everywhere. */
  learn(me: Me): void {
    if (state.status === 'signed-in') become({ status: 'signed-in', me })
  },

  /** Forget everything; the router then sends the person to sign in. */
  end(byChoice = false): void {
    token = null
    early.clear()
    become({ status: 'signed-out', byChoice })
  },

  /** Ask the cookie who is signed in. One request at a time, however many callers wait for it. */
  refresh(): Promise<void> {
    refreshing ??= askCookie().finally(() => {
      refreshing = null
    })
    return refreshing
  },

  /** A token to send now, renewed first when it is about to end; null when nobody is signed in. */
  async token(): Promise<string | null> {
    if (state.status === 'unknown' || (token && token.endsAt - MARGIN_MS < Date.now())) {
      await session.refresh()
    }
    return token?.text ?? null
  },

  /** Run before signing out, while requests still carry the token; for what waits to be sent. */
  beforeSignOut(run: () => Promise<unknown>): void {
    lastWords.add(run)
  },

  /** Sends what waits to be sent, now: what was decided belongs to the data on screen. */
  async settle(): Promise<void> {
    await Promise.allSettled([...lastWords].map((run) => run()))
  },

  /**
   * Take the cookie back and forget everything, also when the service cannot be reached. What
   * pages kept in this tab for their person, such as half-filled forms, goes too.
   */
  async signOut(): Promise<void> {
    await session.settle()
    sessionStorage.clear()
    try {
      await fetch('/api/auth/logout', { method: 'POST' })
    } finally {
      session.end(true)
    }
  },

  /** Back to the first moment of a page, for tests. */
  reset(): void {
    token = null
    refreshing = null
    become({ status: 'unknown' })
  },
}

async function askCookie(): Promise<void> {
  // To its end even when the tab is closed: the old cookie ends the session once the new one is made.
  const first = early.session()
  const asked = first ?? fetch('/api/auth/refresh', { method: 'POST', keepalive: true })
  const response = await asked.catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw errorFrom(response.status, await response.text(), response.headers)
  const answer = (await response.json()) as SessionAnswer
  if (!answer.authenticated) return session.end()
  if (first) early.began(answer.events ?? '')
  session.begin(answer)
}

function become(next: SessionState): void {
  state = next
  for (const listener of listeners) listener()
}
