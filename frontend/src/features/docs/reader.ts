import { $api } from '@/lib/api'
import { MODE_HEADER } from '@/lib/mode'
import { NO_KEY, type TestKey, useTestKey } from '@/lib/testKey'

interface Reader {
  testKey: TestKey
  /** What stands in its place where it cannot be shown. */
  key: string
  /** The newest payment sent with a test key, for examples that need one. */
  payment: number | undefined
  /** Code with the own key and address in it. */
  fill: (code: string) => string
}

/** Who reads, as far as the examples need to know. */
export function useReader(): Reader {
  const testKey = useTestKey()
  const newest = $api.useQuery(
    'get',
    '/api/transactions',
    { params: { query: { limit: 1 } }, headers: { [MODE_HEADER]: 'test' } },
    { enabled: testKey.is === 'ready' },
  )
  const key = testKey.is === 'ready' ? testKey.secret : NO_KEY
  const fill = (code: string) =>
    code.replaceAll('{key}', key).replaceAll('{origin}', window.location.origin)
  return { testKey, key, payment: newest.data?.items[0]?.id, fill }
}
