import { useState } from 'react'
import { $api, api } from '@/lib/api'
import type { TransactionRow } from '@/lib/api.gen'
import { useEvent } from '@/lib/events'
import { MODE_HEADER } from '@/lib/mode'
import { isSample } from './useSampleData'

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

/** The newest of them unless it was made up: who has sample data sends newer ones. */
const own = (items: TransactionRow[] = []) => items.find((item) => !isSample(item)) ?? null

/** The newest test payment, from the moment there is one; and what was refused before it. */
export function useTestPayment() {
  const [refused, setRefused] = useState<Refused | null>(null)
  const query = $api.useQuery(
    'get',
    '/api/transactions',
    { ...TEST, params: { query: { limit: 1 } } },
    {
      refetchInterval: ({ state }) => (own(state.data?.items) ? false : EVERY_MS),
      refetchIntervalInBackground: true,
      staleTime: 0,
    },
  )
  useEvent(['transaction.first', 'missed'], () => void query.refetch())
  useEvent('transaction.refused', ({ data }) => setRefused(data as unknown as Refused))
  return {
    payment: own(query.data?.items),
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
