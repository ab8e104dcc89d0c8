import { lists as t } from '@/messages/en'

const DAY_MS = 86_400_000

/** How long something can be put on a list for; none is the longest. */
export const ENDS = ['never', '1', '7', '30', '90', '365'] as const
export type End = (typeof ENDS)[number]

export const END_OPTIONS = ENDS.map((value) => ({ value, label: t.add.untils[value] }))

/** When an entry made `now` (milliseconds since 1970) ends, as the API takes it. */
export const endsAt = (end: End, now: number): string | null =>
  end === 'never' ? null : new Date(now + Number(end) * DAY_MS).toISOString()
