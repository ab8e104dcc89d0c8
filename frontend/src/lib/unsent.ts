import { useSyncExternalStore } from 'react'
import { send } from './api'
import { ApiError } from './errors'
import { MODE_HEADER, type Mode, mode } from './mode'
import { session } from './session'

/** A note that could not be sent for want of a network, with everything that sending it needs. */
interface Unsent {
  /** Sent along, so that the service takes it once, however often it is tried. */
  key: string
  path: string
  body: unknown
  mode: Mode
}

const listeners = new Set<() => void>()
const NONE: readonly Unsent[] = []
let read = ''
let parsed: readonly Unsent[] = NONE

function place(): string | null {
  const state = session.state()
  return state.status === 'signed-in' ? `sf-unsent:${state.me.id}` : null
}

function now(): readonly Unsent[] {
  const kept = localStorage.getItem(place() ?? '') ?? ''
  if (kept !== read) {
    read = kept
    parsed = kept ? (JSON.parse(kept) as Unsent[]) : NONE
  }
  return parsed
}

function keep(next: readonly Unsent[]): void {
  const key = place()
  if (key === null) return
  if (next.length) localStorage.setItem(key, JSON.stringify(next))
  else localStorage.removeItem(key)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Posts `body` to `path` as soon as there is a network: for what may wait, such as a note, never
 * for a decision. It stays in this browser until it is sent or the person signs out.
 */
export function sendLater(path: string, body: unknown): void {
  keep([...now(), { key: crypto.randomUUID(), path, body, mode: mode.now() }])
}

/** What still waits to be posted to `path`. */
export function useUnsent(path: string): readonly unknown[] {
  const all = useSyncExternalStore(subscribe, now)
  return all.filter((one) => one.path === path).map(({ body }) => body)
}

/** Sends what waits. Gives what was refused, which is then forgotten: nobody can do it better. */
export async function sendWaiting(): Promise<readonly ApiError[]> {
  const refused: ApiError[] = []
  for (const one of now()) {
    try {
      await send(
        new Request(new URL(one.path, window.location.origin), {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'Idempotency-Key': one.key,
            [MODE_HEADER]: one.mode,
          },
          body: JSON.stringify(one.body),
        }),
      )
    } catch (error) {
      if (!(error instanceof ApiError) || error.passing || error.status === 401) return refused
      refused.push(error)
    }
    keep(now().filter(({ key }) => key !== one.key))
  }
  return refused
}

/** Nothing of a person stays behind when they sign out: it is sent, or else forgotten. */
session.beforeSignOut(async () => {
  if (!now().length) return
  await sendWaiting()
  keep([])
})
