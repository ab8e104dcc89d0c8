import { useEffect, useState } from 'react'
import type { Act } from './acts'

/** So long it is said that something was refused. */
const SAID_MS = 15_000

/** The last act that there is something to say of at a moment, and when there no longer is. */
export function lastToSay(list: readonly Act[], now: number): { act: Act; until: number } | null {
  const act = list.findLast(({ state }) => state !== 'undoing')
  if (!act) return null
  if (act.state === 'sending') return { act, until: Number.POSITIVE_INFINITY }
  const wentWrong = act.state !== 'done' || act.refused.length > 0 || act.error !== null
  const until = wentWrong ? Math.max(act.undoUntil, act.answeredAt + SAID_MS) : act.undoUntil
  return until > now ? { act, until } : null
}

/** The same, as time goes by. */
export function useLastToSay(list: readonly Act[]): Act | undefined {
  const [now, setNow] = useState(Date.now)
  // What has been done since the clock was read is never older than it.
  const said = lastToSay(list, Math.max(now, list.at(-1)?.sentAt ?? 0))
  const until = said?.until
  useEffect(() => {
    if (until === undefined || !Number.isFinite(until)) return
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, until - Date.now()) + 20)
    return () => clearTimeout(timer)
  }, [until])
  return said?.act
}
