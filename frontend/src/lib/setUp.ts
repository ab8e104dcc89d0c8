import { useSyncExternalStore } from 'react'

/** How far a merchant's first steps went, in this browser. */
export interface SetUp {
  done: number
  dismissed: boolean
}

export const SET_UP_STEPS = 3

const listeners = new Set<() => void>()
const keyOf = (merchant: number) => `sf-set-up-${merchant}`

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is kept for a merchant, and the way to change it; null before anybody came to the page. */
export function useSetUp(merchant: number): [SetUp | null, (next: SetUp) => void] {
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(merchant)))
  const keep = (next: SetUp) => {
    localStorage.setItem(keyOf(merchant), JSON.stringify(next))
    for (const listener of listeners) listener()
  }
  return [kept === null ? null : (JSON.parse(kept) as SetUp), keep]
}
