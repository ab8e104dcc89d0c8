import { $api, api } from '@/lib/api'
import { MODE_HEADER } from '@/lib/mode'

const EVERY_MS = 1_000
/** Test payments, whatever data the rest of the dashboard shows. */
const TEST = { headers: { [MODE_HEADER]: 'test' } }

/** The newest test payment; asks each second until there is one. */
export function useTestPayment() {
  const query = $api.useQuery(
    'get',
    '/api/transactions',
    { ...TEST, params: { query: { limit: 1 } } },
    {
      refetchInterval: ({ state }) => (state.data?.items.length ? false : EVERY_MS),
      refetchIntervalInBackground: true,
      staleTime: 0,
    },
  )
  return { payment: query.data?.items[0] ?? null, interrupted: query.isError, ask: query.refetch }
}

/** Whether a test payment waits for a person already. */
export async function someoneWaits(): Promise<boolean> {
  const query = { decision: 'review', labelled: 'no', limit: 1 } as const
  const { data } = await api.GET('/api/transactions', { ...TEST, params: { query } })
  return Boolean(data?.items.length)
}
