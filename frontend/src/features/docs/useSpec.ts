import { useQuery } from '@tanstack/react-query'
import { send } from '@/lib/api'
import type { Spec } from './openapi'

/** The description of the API this page was served by, so that the reference is never behind it. */
export function useSpec() {
  return useQuery({
    queryKey: ['openapi'],
    queryFn: async () => {
      const address = new URL('/api/openapi.json', window.location.origin)
      return (await (await send(new Request(address))).json()) as Spec
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}
