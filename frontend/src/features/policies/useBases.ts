import { useQueries } from '@tanstack/react-query'
import type { Policy } from '@/lib/api.gen'
import { policyOptions } from '@/lib/policies'

/** The policies that these were made from, by number: on the same page, or asked for. */
export function useBases(policies: readonly Policy[]): ReadonlyMap<number, Policy> {
  const here = new Map(policies.map((policy) => [policy.version, policy]))
  const missing = new Set(
    policies.flatMap(({ based_on: base }) => (base === null || here.has(base) ? [] : [base])),
  )
  const asked = useQueries({ queries: [...missing].map(policyOptions) })
  for (const { data } of asked) if (data) here.set(data.version, data)
  return here
}
