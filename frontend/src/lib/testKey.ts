import { $api } from './api'
import { useMeOrNobody } from './me'
import { atLeast } from './roles'

/** The reader's own test key, or why there is none to show. */
export type TestKey =
  | { is: 'ready'; secret: string }
  | { is: 'nobody' | 'forbidden' | 'loading' | 'none' | 'failed' }

/** In place of a key that cannot be shown. */
export const NO_KEY = 'sf_test_…'

const isOver = (time: string | null) => time !== null && Date.parse(time) < Date.now()

/** Test keys can be shown again to whoever may manage keys; the one with the most scopes is taken. */
export function useTestKey(): TestKey {
  const me = useMeOrNobody()
  const may = me !== null && atLeast(me.role, 'admin')
  const keys = $api.useQuery('get', '/api/keys', {}, { enabled: may })
  if (!me) return { is: 'nobody' }
  if (!may) return { is: 'forbidden' }
  if (!keys.data) return { is: keys.error ? 'failed' : 'loading' }
  const [best] = keys.data.items
    .filter((key) => key.mode === 'test' && key.secret && key.scopes.includes('score'))
    .filter((key) => !key.revoked_at && !isOver(key.expires_at))
    .sort((a, b) => b.scopes.length - a.scopes.length)
  return best?.secret ? { is: 'ready', secret: best.secret } : { is: 'none' }
}
