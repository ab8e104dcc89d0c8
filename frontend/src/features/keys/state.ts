import type { Key } from '@/lib/api.gen'
import { keys as t } from '@/messages/en'

export type KeyState = 'active' | 'ending' | 'expired' | 'replaced' | 'revoked'

/** Whether a key works, and if not, why; `now` is in milliseconds since 1970. */
export function stateOf(key: Key, now: number): KeyState {
  if (key.revoked_at) return 'revoked'
  const isOver = key.expires_at !== null && Date.parse(key.expires_at) <= now
  if (key.replaced_by !== null) return isOver ? 'replaced' : 'ending'
  return isOver ? 'expired' : 'active'
}

/** Whether calls with it are answered. */
export const works = (key: Key, now: number): boolean =>
  ['active', 'ending'].includes(stateOf(key, now))

/** What a key may do, in short words: "score, read". */
export function scopesText(scopes: readonly string[]): string {
  const known: Record<string, { short: string }> = t.scopes
  return scopes.map((scope) => known[scope]?.short ?? scope).join(', ')
}
