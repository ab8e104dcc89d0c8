import { dayOf, startOfDay } from '@/lib/zone'

/** What a rule has beside its sentence, as it was typed. */
export interface Details {
  name: string
  priority: string
  /** The last day on which it works, as "2026-12-24"; empty: for good. */
  lastDay: string
}

export const USUAL_PRIORITY = 500
export const MAX_NAME = 80

export const USUAL_DETAILS: Details = { name: '', priority: String(USUAL_PRIORITY), lastDay: '' }

/** 1 to 1,000, or null where it is none of them. */
export function priorityOf(typed: string): number | null {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0
  return number >= 1 && number <= 1_000 ? number : null
}

/** The last whole day before a rule expires; empty where it does not. */
export function lastDayOf(expires_at: string | null, zone: string): string {
  if (expires_at === null) return ''
  return dayOf(new Date(Date.parse(expires_at) - 1).toISOString(), zone)
}

/** When a rule expires: what it was as long as the day is the same, else the end of that day. */
export function expiryOf(lastDay: string, was: string | null, zone: string): string | null {
  if (!lastDay) return null
  return lastDayOf(was, zone) === lastDay ? was : startOfDay(lastDay, zone, 1)
}

/** Whether all of it can be saved. */
export function areSound({ priority, lastDay }: Details, today: string): boolean {
  return priorityOf(priority) !== null && (!lastDay || lastDay >= today)
}
