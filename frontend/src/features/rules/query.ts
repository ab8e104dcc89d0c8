import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/api'
import { ApiError } from '@/lib/errors'

// The keys begin with "rules", so that all of them are asked anew when a policy has changed.

/** One rule as it stands, what it said before, and for whom it is silent. */
export const ruleOptions = (id: number) =>
  queryOptions({
    queryKey: ['rules', 'one', id],
    queryFn: async ({ signal }) => {
      const params = { path: { rule_id: id } }
      const { data } = await api.GET('/api/rules/{rule_id}', { params, signal })
      return data as NonNullable<typeof data>
    },
  })

const WAIT_MS = 1_500
/** The service works out one thing of this size for a shop at a time: the next one waits for it. */
const TRIES = 6
const isBusy = (error: Error) => error instanceof ApiError && error.code === 'conflict'

/** How right a rule is by the orders of so many days. */
export const qualityOptions = (id: number, days: number) =>
  queryOptions({
    queryKey: ['rules', 'quality', id, days],
    queryFn: async ({ signal }) => {
      const params = { path: { rule_id: id }, query: { days } }
      const { data } = await api.GET('/api/rules/{rule_id}/quality', { params, signal })
      return data as NonNullable<typeof data>
    },
    staleTime: 60_000,
    retry: (tries, error) =>
      isBusy(error) ? tries < TRIES : tries < 2 && error instanceof ApiError && error.passing,
    retryDelay: WAIT_MS,
  })
