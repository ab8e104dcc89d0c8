import { useSyncExternalStore } from 'react'

/** Which payments this tab shows and makes: those of the shop, or those made with test keys. */
export type Mode = 'live' | 'test'

/** Tells the API which; only people send it, a key has a mode of its own. */
export const MODE_HEADER = 'SecureFlow-Mode'

const KEY = 'sf-mode'
const listeners = new Set<() => void>()

export const mode = {
  /** Kept for the tab, and gone with it or with signing out, so that nobody starts in test mode. */
  now: (): Mode => (sessionStorage.getItem(KEY) === 'test' ? 'test' : 'live'),

  choose(next: Mode): void {
    if (next === 'test') sessionStorage.setItem(KEY, next)
    else sessionStorage.removeItem(KEY)
    for (const listener of listeners) listener()
  },
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useMode(): Mode {
  return useSyncExternalStore(subscribe, mode.now)
}
