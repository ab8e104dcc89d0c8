import type { Shield } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { shield as t } from '@/messages/en'

/** What it did in the days shown: stopped, or would have. */
export const doneOn = (mode: Shield['mode'], day: Shield['days'][number]): number =>
  mode === 'shadow' ? day.caught : day.stopped

/** The answer first: what the shield did, and whether anything is on now. */
export function headline({ mode, effect, bursts, days }: Shield): string {
  if (mode === 'off') return t.did.off + t.now.off
  const done = days.reduce((sum, day) => sum + doneOn(mode, day), 0)
  const did = done ? t.did[mode][effect](done, count(done)) : t.did.none[mode]
  if (bursts.length > 1) return did + t.now.many(count(bursts.length))
  return did + (bursts.length ? t.now.one : t.now.none)
}
