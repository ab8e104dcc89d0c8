import { createContext, use } from 'react'
import type { Me } from './api.gen'

/** A person of a merchant; an operator of the platform belongs to none. */
export type Member = Me & { merchant: NonNullable<Me['merchant']> }

export const isMember = (me: Me): me is Member => me.merchant !== null

/** Filled by the shell: every page inside it knows who is signed in. */
export const MeContext = createContext<Member | null>(null)

/** The signed-in person and their merchant, with its currency, time zone and costs. */
export function useMe(): Member {
  const me = use(MeContext)
  if (!me) throw new Error('useMe is for pages inside the shell')
  return me
}

/** The same for pages that are open to all; null for a visitor. */
export function useMeOrNobody(): Member | null {
  return use(MeContext)
}

/** Whether the person on screen may change policies, rules and lists. */
export const useMayManage = () => useMe().scopes.includes('manage')
