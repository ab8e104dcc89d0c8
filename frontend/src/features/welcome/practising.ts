import { useSyncExternalStore } from 'react'

/** What is tried in the queue, in this order. */
export const TRIALS = ['move', 'approve', 'undo', 'decline'] as const
export type Trial = (typeof TRIALS)[number]

const KEY = 'sf-practice'
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How many of them are done; null while nobody practises. Kept in the tab, gone with signing out. */
function done(): number | null {
  const kept = sessionStorage.getItem(KEY)
  return kept === null ? null : Number(kept)
}

export const practice = {
  begin: () => keep('0'),
  end: () => keep(null),
  /** What was tried counts when it is its turn. */
  tried(trial: Trial): void {
    const now = done()
    if (now !== null && TRIALS[now] === trial) keep(String(now + 1))
  },
}

function keep(next: string | null): void {
  if (next === null) sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, next)
  for (const listener of listeners) listener()
}

export function usePractice(): number | null {
  return useSyncExternalStore(subscribe, done)
}
