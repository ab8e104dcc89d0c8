import { startOfDay } from '@/lib/zone'
import type { AuditSearch } from './search'

/** The filters as the API wants them; days are those of `timeZone`. */
export function filtersOf({ actor, action, thing, from, until }: AuditSearch, timeZone: string) {
  return {
    actor,
    action,
    thing,
    from: from && startOfDay(from, timeZone),
    until: until && startOfDay(until, timeZone, 1),
  }
}

export function isFiltered({ actor, action, thing, from, until }: AuditSearch): boolean {
  return [actor, action, thing, from, until].some((filter) => filter !== undefined)
}
