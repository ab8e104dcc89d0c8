import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useEvent } from '@/lib/events'
import { type Change, changesOf, type Opened } from './live'

const TOGETHER_MS = 1_500

const NONE: ReadonlyMap<number, Change> = new Map()
/** More than are counted at once need not be remembered. */
const MOST_OPENED = 50

/**
 * What others do while this page is open, by review. What is counted or shown in full is asked for
 * anew, many events at once.
 */
export function useLive(me: number | null) {
  const queries = useQueryClient()
  const [changes, setChanges] = useState(NONE)
  const [opened, setOpened] = useState<readonly Opened[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const lookSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
    }, TOGETHER_MS)
  }

  useEvent(
    [
      'review.opened',
      'review.claimed',
      'review.released',
      'review.resolved',
      'review.undone',
      'review.changed',
      'missed',
    ],
    (event) => {
      if (event.type !== 'review.claimed' && event.type !== 'review.released') lookSoon()
      if (event.type === 'review.opened' || event.type === 'missed') {
        const { review_id: id } = event.data
        const one = { at: Date.now(), id: typeof id === 'number' ? id : null }
        setOpened((before) => [...before, one].slice(-MOST_OPENED))
      }
      const told = changesOf(event, Date.now())
      // What this person does themselves is known already, and may be taken back by now.
      const news = told.filter(
        ({ change }) => !change.resolution || change.resolution.by?.id !== me,
      )
      if (!news.length) return
      setChanges((before) => {
        const next = new Map(before)
        for (const { id, change } of news) next.set(id, { ...next.get(id), ...change })
        return next
      })
      if (event.type === 'review.claimed' || event.type === 'review.released') return
      for (const { id } of news) {
        const params = { path: { review_id: id } }
        void queries.invalidateQueries({
          queryKey: ['get', '/api/reviews/{review_id}', { params }],
        })
      }
    },
  )

  return {
    changes,
    opened,
    forget: (id: number) =>
      setChanges((before) => {
        if (!before.has(id)) return before
        const next = new Map(before)
        next.delete(id)
        return next
      }),
  }
}
