import { clsx } from 'clsx'
import { useNow } from '@/lib/clock'
import { duration } from '@/lib/format'
import { review as t } from '@/messages/en'

const HOUR_S = 3600

/** "22 min left" of an authorisation at a moment. */
export function timeLeft(until: string, now: number): string {
  const seconds = (Date.parse(until) - now) / 1000
  return seconds > 0 ? t.left(duration(seconds)) : t.ended(duration(seconds))
}

/** How long an order can still be held; in the colour of haste within the last hour. */
export function TimeLeft({ until, held = false }: { until: string; held?: boolean }) {
  const now = useNow()
  const text = timeLeft(until, now)
  const soon = Date.parse(until) - now < HOUR_S * 1000
  return (
    <span className={clsx('tabular-nums', soon && 'font-medium text-high-text')}>
      {held ? t.heldFor(text) : text}
    </span>
  )
}
