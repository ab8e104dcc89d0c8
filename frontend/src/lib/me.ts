import { createContext, use } from 'react'
import type { Me } from './api.gen'

/** Filled by the shell: every page inside it knows who is signed in. */
export const MeContext = createContext<Me | null>(null)

/** The signed-in person and their merchant, with its currency, time zone and costs. */
export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('useMe is for pages inside the shell')
  return me
}

/** The same for pages that are open to all; null for a visitor. */
export function useMeOrNobody(): Me | null {
  return use(MeContext)
}
