import { NO_KEY, type TestKey, useTestKey } from '@/lib/testKey'

/** Who reads: their test key, and how it is put into code. */
export function useReader(): { testKey: TestKey; key: string; fill: (code: string) => string } {
  const testKey = useTestKey()
  const key = testKey.is === 'ready' ? testKey.secret : NO_KEY
  const fill = (code: string) =>
    code.replaceAll('{key}', key).replaceAll('{origin}', window.location.origin)
  return { testKey, key, fill }
}
