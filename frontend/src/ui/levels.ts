import type { TransactionRow } from '@/lib/api.gen'

export type Level = TransactionRow['level']

/** Text colour of a level; written out because Tailwind finds classes by their full names. */
export const LEVEL_TEXT: Record<Level, string> = {
  low: 'text-low-text',
  elevated: 'text-elevated-text',
  high: 'text-high-text',
  critical: 'text-critical-text',
}

/** Its tint, for badges. */
export const LEVEL_SOFT: Record<Level, string> = {
  low: 'bg-low-soft',
  elevated: 'bg-elevated-soft',
  high: 'bg-high-soft',
  critical: 'bg-critical-soft',
}

/** The level of a mean of scores, which the API does not name: by the same lines. */
export function levelOf(score: number): Level {
  if (score >= 90) return 'critical'
  if (score >= 70) return 'high'
  return score >= 45 ? 'elevated' : 'low'
}
