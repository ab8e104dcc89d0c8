import { useState } from 'react'
import { $api, api } from '@/lib/api'
import { useEvent } from '@/lib/events'
import { MODE_HEADER } from '@/lib/mode'

/** Where nothing can be heard, it is seen after this long. */
const EVERY_MS = 10_000
/** Test payments, whatever data the rest of the dashboard shows. */
const TEST = { headers: { [MODE_HEADER]: 'test' } }

/** Why a request of a program was refused, in the API's words. */
interface Refused {
  code: string
  message: string
  fix: string | null
}

/** The newest test payment, from the moment there is one; and what was refused before it. */
export function useTestPayment() {
  const [refused, setRefused] = useState<Refused | null>(null)
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
  useEvent(['transaction.first', 'missed'], () => void query.refetch())
  useEvent('transaction.refused', ({ data }) => setRefused(data as unknown as Refused))
  return {
    payment: query.data?.items[0] ?? null,
    refused,
    interrupted: query.isError,
    ask: query.refetch,
  }
}

/** How many test orders wait for a person. */
export async function waiting(): Promise<number> {
  const { data } = await api.GET('/api/reviews', {
    ...TEST,
    params: { query: { view: 'open', limit: 1 } },
  })
  return data?.counts.open ?? 0
}
