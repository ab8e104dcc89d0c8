import { startOfDay } from '@/lib/zone'

/** For how many days a rule is silent, or until a day of one's own. */
export const LENGTHS = ['1', '7', '30', '90', 'own'] as const
export type Length = (typeof LENGTHS)[number]

const DAY_MS = 86_400_000
/** The service refuses a time beyond it. */
const MOST_DAYS = 366

/** When a snooze ends that begins `now`, with the end of `day` in `zone`; null where that is not to be. */
export function untilOf(length: Length, day: string, zone: string, now: number): string | null {
  if (length !== 'own') return new Date(now + Number(length) * DAY_MS).toISOString()
  if (!day) return null
  const until = startOfDay(day, zone, 1)
  const days = (Date.parse(until) - now) / DAY_MS
  return days > 0 && days <= MOST_DAYS ? until : null
}
