import { useSyncExternalStore } from 'react'

// One timer for every relative time on screen, so that they change together and cheaply.
const TICK_MS = 15_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  if (!listeners.size) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, TICK_MS)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (!listeners.size) clearInterval(timer)
  }
}

/** Now, in milliseconds since 1970, fresh to a quarter of a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
