import { type ReactNode, useDeferredValue } from 'react'

/** What is drawn a moment after the rest, so that the rest is on screen at the next frame. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) && children
}
