import type { Dashboard } from '@/lib/api.gen'
import { dayOf } from '@/lib/zone'

/** The days of the period, both included, for the list of its orders. */
export function daysOf({ starts_at, ends_at, time_zone }: Dashboard) {
  return { from: dayOf(starts_at, time_zone), until: dayOf(ends_at, time_zone) }
}
