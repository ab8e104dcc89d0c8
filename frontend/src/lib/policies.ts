import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from './api'
import type { Policy, PolicyChange } from './api.gen'
import { useEvent } from './events'
import { useMe } from './me'

/** As many as the service gives at once: drafts are 20 at most, and they are the newest. */
const MOST = 50

const at = (version: number) => ({ params: { path: { policy: version } } })

/** The newest policies: the live one, drafts, the shadow and those before. */
export const policiesOptions = () =>
  queryOptions({
    queryKey: ['policies', 'newest'],
    queryFn: async ({ signal }) => {
      const params = { query: { limit: MOST } }
      const { data } = await api.GET('/api/policies', { params, signal })
      return (data as NonNullable<typeof data>).items
    },
  })

/** One policy by its number, with when it was at work. */
export const policyOptions = (version: number) =>
  queryOptions({
    queryKey: ['policies', 'one', version],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/policies/{policy}', { ...at(version), signal })
      return data as NonNullable<typeof data>
    },
  })

/** The rules as they stand: at work, in preparation or put away. */
export const rulesOptions = () =>
  queryOptions({
    queryKey: ['rules', 'all'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/rules', { signal })
      return data as NonNullable<typeof data>
    },
  })

/** The merchant's lists, with how many values each has and what uses it. */
export const listsOptions = () =>
  queryOptions({
    queryKey: ['lists', 'all'],
    queryFn: async ({ signal }) => {
      const { data } = await api.GET('/api/lists', { signal })
      return (data as NonNullable<typeof data>).items
    },
  })

/** The one that decides now. */
export const liveOf = (policies: readonly Policy[]) =>
  policies.find(({ state }) => state === 'live')

/** What is being prepared, the newest first. */
export const draftsOf = (policies: readonly Policy[]) =>
  policies.filter(({ state }) => state === 'draft')

/** Makes a draft: a copy of the live policy, or of the one said. */
export async function makeDraft(reason: string, copyOf?: number): Promise<Policy> {
  const body = copyOf === undefined ? { reason } : { reason, copy_of: copyOf }
  const { data } = await api.POST('/api/policies', { body })
  return data as Policy
}

/** Changes lines, the shield or ready rules of a draft; what is left out stays. */
export async function changeDraft(version: number, body: PolicyChange): Promise<Policy> {
  const { data } = await api.PATCH('/api/policies/{policy}', { ...at(version), body })
  return data as Policy
}

/**
 * Does `save` to a draft, and gives its number: to `draft`, or to a new one with `reason`, a copy of
 * the live policy or of the one said, which is taken away again where nothing could be saved in it.
 */
export async function saveToDraft(
  draft: number | { reason: string; copyOf?: number },
  save: (version: number) => Promise<unknown>,
): Promise<number> {
  if (typeof draft === 'number') {
    await save(draft)
    return draft
  }
  const { version } = await makeDraft(draft.reason, draft.copyOf)
  try {
    await save(version)
  } catch (error) {
    await deleteDraft(version).catch(() => undefined)
    throw error
  }
  return version
}

/** Deletes a draft. */
export async function deleteDraft(version: number): Promise<void> {
  await api.DELETE('/api/policies/{policy}', at(version))
}

const seenAt = ({ version, revision }: Policy) => ({
  params: { path: { policy: version }, query: { seen: revision } },
})

/** Has a draft, as it was seen, run in shadow, in the place of the one that does. */
export async function shadowPolicy(seen: Policy): Promise<Policy> {
  const { data } = await api.POST('/api/policies/{policy}/shadow', seenAt(seen))
  return data as Policy
}

/** Lets a draft or the shadow decide, as it was seen: refused where it was changed since. */
export async function publishPolicy(seen: Policy, reason: string): Promise<Policy> {
  const { data } = await api.POST('/api/policies/{policy}/live', {
    ...seenAt(seen),
    body: { reason },
  })
  return data as Policy
}

/** Takes the live policy back, or ends a shadow. */
export async function rollBackPolicy(version: number, reason: string): Promise<Policy> {
  const { data } = await api.POST('/api/policies/{policy}/rollback', {
    ...at(version),
    body: { reason },
  })
  return data as Policy
}

const KEYS: readonly unknown[] = ['policies', 'rules', 'lists', 'shield']

/** Asks anew for everything that rests on a policy, a rule, a list or the shield. */
export function refreshPolicies(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({
    predicate: ({ queryKey: [first, path] }) =>
      KEYS.includes(first) || KEYS.some((key) => String(path).startsWith(`/api/${key}`)),
  })
}

/** What somebody did to a policy, as it is told. */
export interface PolicyNews {
  version: number
  state: Policy['state'] | 'deleted'
  by: { id: number | null; name: string }
}

/** What somebody did to a list: to itself, or to what stands on it. */
interface ListNews {
  what: 'made' | 'changed' | 'entries' | 'deleted'
  by: { id: number | null }
}

/** A program may put values on a list one by one: they are asked for this often at most. */
const TOGETHER_MS = 1_000

/** Keeps lists, and how much stands on them, fresh while others change them. */
export function useFreshLists(): void {
  const cache = useQueryClient()
  const me = useMe().id
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  useEvent('list.changed', ({ data }) => {
    const { what, by } = data as unknown as ListNews
    // Whoever deletes a list is on the way from its page, which could only be missing.
    if (what === 'deleted' && by.id === me) return
    // Rules say the name of a list, and policies rest on what it does; of a new one, nothing does.
    if (what === 'changed' || what === 'deleted') return void refreshPolicies(cache)
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined
      void cache.invalidateQueries({ queryKey: ['lists'] })
    }, TOGETHER_MS)
  })
}

/**
 * Keeps the page fresh while others change policies or lists; `onNews` hears what they did to a
 * policy, if given.
 */
export function useFreshPolicies(onNews?: (news: PolicyNews) => void): void {
  const cache = useQueryClient()
  const me = useMe().id
  useFreshLists()
  useEvent(['policy.changed', 'missed'], ({ type, data }) => {
    void refreshPolicies(cache)
    const news = data as unknown as PolicyNews
    if (type === 'policy.changed' && news.by.id !== me) onNews?.(news)
  })
}
