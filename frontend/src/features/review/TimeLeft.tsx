import { clsx } from 'clsx'
import { useNow } from '@/lib/clock'
import { duration } from '@/lib/format'
import { review as t } from '@/messages/en'
import { isDueSoon } from './groups'

/** "22 min left" of the time to decide, at a moment. */
export function timeLeft(until: string, now: number): string {
  const seconds = (Date.parse(until) - now) / 1000
  return seconds > 0 ? t.left(duration(seconds)) : t.ended(duration(seconds))
}

/** How long there is to decide; in the colour of haste within the last hour. */
export function TimeLeft({ until, held = false }: { until: string; held?: boolean }) {
  const now = useNow()
  const text = timeLeft(until, now)
  const soon = isDueSoon({ due_at: until }, now)
  return (
    <span className={clsx('tabular-nums', soon && 'font-medium text-high-text')}>
      {held ? t.heldFor(text) : text}
    </span>
  )
}
