import { hashKey, QueryClient } from '@tanstack/react-query'
import { ApiError } from './errors'
import { mode } from './mode'

/** The cache of answers, in memory only; asks again after what may pass, never after a refusal. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // The same question has another answer in test mode.
        queryKeyHashFn: (key) => hashKey([mode.now(), ...key]),
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.passing,
      },
      // Nothing is decided offline: it fails at once and is not kept to be sent later.
      mutations: { networkMode: 'always' },
    },
  })
}
