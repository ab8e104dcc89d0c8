import { dayOf, momentOf } from '@/lib/zone'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** The service lets nothing rest longer. */
const LONGEST_DAYS = 30
const MORNING = '09:00'

export interface Rest {
  name: 'hour' | 'tomorrow'
  until: string
  /** Whether it would rest beyond the time in which it must be decided. */
  isTooLong: boolean
}

/** The usual rests from `now`: an hour, and until tomorrow at nine in the merchant's zone. */
export function restsAt(now: number, dueAt: string | null, timeZone: string): Rest[] {
  const tomorrow = dayOf(new Date(now + DAY_MS).toISOString(), timeZone)
  const ends = [
    ['hour', new Date(now + HOUR_MS).toISOString()],
    ['tomorrow', momentOf(`${tomorrow}T${MORNING}`, timeZone)],
  ] as const
  return ends.map(([name, until]) => ({ name, until, isTooLong: isBeyond(until, dueAt) }))
}

const isBeyond = (until: string, dueAt: string | null) =>
  dueAt !== null && Date.parse(until) > Date.parse(dueAt)

/** What is wrong with a moment that somebody chose; null where nothing is. */
export function wrongWith(
  until: string,
  now: number,
  dueAt: string | null,
): 'past' | 'due' | 'long' | null {
  if (!(Date.parse(until) > now)) return 'past'
  if (isBeyond(until, dueAt)) return 'due'
  return Date.parse(until) - now > LONGEST_DAYS * DAY_MS ? 'long' : null
}
