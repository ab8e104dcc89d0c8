import {
  hashKey,
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { ApiError } from './errors'
import { mode } from './mode'

/** As the library's, but a first answer on its way may not know what changed: it is asked again. */
class Cache extends QueryClient {
  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const unaware = this.getQueryCache()
      .findAll({ ...filters, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined)
    await super.invalidateQueries(filters, options)
    for (const query of unaware) {
      await super.invalidateQueries({ queryKey: query.queryKey, exact: true }, options)
    }
  }
}

/** The cache of answers, in memory only; asks again after what may pass, never after a refusal. */
export function createQueryClient(): QueryClient {
  return new Cache({
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
