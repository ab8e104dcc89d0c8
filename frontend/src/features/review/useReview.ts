import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { TransactionRow } from '@/lib/api.gen'
import { PHONE, useMedia } from '@/lib/media'
import { useMayDecide } from './DecisionBar'
import { outbox, useDecisions } from './decisions'
import type { Choice } from './outbox'
import { rowId } from './QueueRow'
import { useItem, usePrefetch, useQueue } from './useQueue'

const route = getRouteApi('/shell/review')
const ALMOST_OUT = 10

export type Review = ReturnType<typeof useReview>

/** Everything the page shows and does: the list, the open order, and the ways to decide and move. */
export function useReview() {
  const search = route.useSearch()
  const { view = 'waiting', sort = 'score', why = 'words' } = search
  const { id: idText } = useParams({ strict: false })
  const id = idText && /^\d{1,15}$/.test(idText) ? Number(idText) : null
  const phone = useMedia(PHONE)
  const navigate = useNavigate()
  const { may } = useMayDecide()
  const decisions = useDecisions()
  const queue = useQueue(view, sort, decisions.done, decisions.unsent)
  const item = useItem(id)
  const [notes, setNotes] = useState<Record<number, string>>({})

  const { rows } = queue
  const index = rows.findIndex((row) => row.id === id)
  const row = rows[index]
  usePrefetch(rows, index)

  const open = (next: number | undefined, replace = true) =>
    next === undefined
      ? void navigate({ to: '/review', search: true, replace })
      : void navigate({ to: '/review/$id', params: { id: String(next) }, search: true, replace })

  // Beside the list there is always an order open: the first, unless the address names another.
  const first = rows[0]?.id
  const opensFirst = !phone && id === null && !queue.isOld && first !== undefined
  const misspelt = idText !== undefined && id === null && !opensFirst
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is found may change the address
  useEffect(() => {
    if (opensFirst) open(first)
    if (misspelt) open(undefined)
  }, [opensFirst, misspelt, first])

  const { hasMore, loadingMore, loadMore } = queue
  const runsOut = hasMore && !loadingMore && index >= rows.length - ALMOST_OUT
  // biome-ignore lint/correctness/useExhaustiveDependencies: loadMore is another one at each render
  useEffect(() => {
    if (runsOut) loadMore()
  }, [runsOut])

  const wanted = useRef<number | null>(null)
  useEffect(() => {
    if (wanted.current !== null && focusRow(wanted.current)) wanted.current = null
  })

  /** Where the focus belongs to the list, it goes along; a button that was pressed keeps it. */
  const goTo = (next: number | undefined) => {
    const focus = document.activeElement
    const inDetail = focus?.closest('article') !== null && focus !== document.body
    if (next !== undefined && !inDetail) wanted.current = next
    open(next)
  }

  return {
    phone,
    id,
    why,
    view,
    sort,
    queue,
    decisions,
    item,
    row,
    index,
    note: id === null ? '' : (notes[id] ?? ''),
    setNote: (note: string) => id !== null && setNotes({ ...notes, [id]: note }),
    setView: (next: typeof view) =>
      void navigate({
        to: '/review',
        search: { ...search, view: next === 'waiting' ? undefined : next },
        replace: true,
      }),
    setSort: (next: typeof sort) =>
      void navigate({ to: '.', search: (before) => ({ ...before, sort: next }), replace: true }),
    setWhy: (next: typeof why) =>
      void navigate({ to: '.', search: (before) => ({ ...before, why: next }), replace: true }),

    move(step: 1 | -1) {
      const next = index < 0 ? rows[0] : rows[index + step]
      if (next) goTo(next.id)
    },

    choose(choice: Choice) {
      const subject = item.data ?? row
      if (!may || !subject || subject.id !== id || decisions.done.has(id)) return
      if (!isOpen(subject)) return
      const next = rows[index + 1] ?? rows[index - 1]
      decisions.take(subject, choice, notes[id] ?? '')
      goTo(next?.id)
    },

    undo() {
      const entry = outbox.undo()
      if (!entry) return
      wanted.current = entry.row.id
      open(entry.row.id, id !== null)
    },
  }
}

/** Whether somebody is to say what it was: it waits, or was picked to learn from. */
export function isOpen({ decision, selected, label }: TransactionRow): boolean {
  return label === null && (decision === 'review' || selected !== null)
}

function focusRow(id: number): boolean {
  const link = document.getElementById(rowId(id))
  link?.focus()
  return link !== null
}
