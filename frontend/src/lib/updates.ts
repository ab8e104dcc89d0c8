import { useSyncExternalStore } from 'react'

/** A newer version is there and waits; `apply` takes it over and loads the page anew. */
let apply: (() => void) | null = null
const listeners = new Set<() => void>()

export const updates = {
  offer(next: () => void): void {
    apply = next
    for (const listener of listeners) listener()
  },
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What takes the newer version over; null while this is the newest. */
export function useUpdate(): (() => void) | null {
  return useSyncExternalStore(subscribe, () => apply)
}
