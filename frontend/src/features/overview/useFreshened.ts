import { useEffect, useRef } from 'react'
import { useEvent } from '@/lib/events'

/** Figures of a month change little by one review: asked for at most this often. */
const PAUSE_MS = 5_000

/** Reads the figures anew when something happened that changes them, soon but not at every event. */
export function useFreshened(refetch: () => void): void {
  const latest = useRef(refetch)
  useEffect(() => {
    latest.current = refetch
  })
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  useEvent(
    [
      'review.opened',
      'review.resolved',
      'review.undone',
      'review.changed',
      'model.changed',
      'transaction.first',
      'shield.burst',
      'missed',
    ],
    ({ type }) => {
      // The first payment is what the person in front of an empty page waits for.
      if (type === 'transaction.first') return latest.current()
      waiting.current ??= setTimeout(() => {
        waiting.current = undefined
        latest.current()
      }, PAUSE_MS)
    },
  )
}
