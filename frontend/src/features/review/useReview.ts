import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMe } from '@/lib/me'
import { PHONE, useMedia } from '@/lib/media'
import type { Choice, Deed } from './acts'
import { linesOf } from './groups'
import { heldByOther } from './live'
import { isFiltered, type QueueView } from './search'
import { acts } from './sending'
import type { Review, ReviewList } from './types'
import { useActs } from './useActs'
import { useArrived } from './useArrived'
import { useClaim } from './useClaim'
import { useItem, usePrefetch } from './useItem'
import { useLastToSay } from './useLastToSay'
import { useLive } from './useLive'
import { useMarks } from './useMarks'
import { useMayDecide } from './useMayDecide'
import { useQueue } from './useQueue'
import { useServing } from './useServing'

const route = getRouteApi('/shell/review')

export type Desk = ReturnType<typeof useReview>

/** Everything the page shows and does: the list, the open order, and the ways to decide and move. */
export function useReview(prefetch?: (transactionId: number) => void) {
  const search = route.useSearch()
  const { id: idText } = useParams({ strict: false })
  const id = idText && /^\d{1,15}$/.test(idText) ? Number(idText) : null
  const phone = useMedia(PHONE)
  const navigate = useNavigate()
  const me = useMe().id
  const { may, mayEver } = useMayDecide()
  const { list, gone, failed } = useActs()
  const last = useLastToSay(list)
  const live = useLive(me)
  const queue = useQueue(search, gone, failed, live.changes)
  const arrived = useArrived(queue, gone, live.opened)
  const item = useItem(id)

  const { rows, asked } = queue
  const index = rows.findIndex((row) => row.id === id)
  const row = rows[index]
  const review = item.data ?? row
  const marking = useMarks(rows)
  usePrefetch(rows, index, prefetch)
  const counted = isFiltered(search) ? 0 : countOf(queue.counts, queue.question.view)
  const grouped = queue.question.sort === 'urgency'
  const lines = useMemo(() => linesOf(rows, grouped, asked), [rows, grouped, asked])

  const open = (next: number | undefined, replace = true) =>
    next === undefined
      ? void navigate({ to: '/review', search: true, replace })
      : void navigate({ to: '/review/$id', params: { id: String(next) }, search: true, replace })

  const isFree = (one: Review) =>
    one.state !== 'resolved' &&
    !live.changes.get(one.id)?.resolution &&
    !heldByOther(one, me, Date.now())
  /** The next that nobody has, after the open one and then from the top; else the very next. */
  const nextFree = () => {
    const others = [...rows.slice(index + 1), ...rows.slice(0, Math.max(0, index))]
    return (others.find(isFree) ?? others[0])?.id
  }

  // Beside the list there is always an order open: the first, unless the address names another.
  const first = (rows.find(isFree) ?? rows[0])?.id
  const opensFirst = !phone && id === null && !queue.isOld && first !== undefined
  const misspelt = idText !== undefined && id === null && !opensFirst
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is found may change the address
  useEffect(() => {
    if (opensFirst) open(first)
    if (misspelt) open(undefined)
  }, [opensFirst, misspelt, first])

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

  // One that is being taken back is nobody's to claim until the service has it back.
  const isComingBack = list.some(
    ({ state, reviews }) => state === 'undoing' && reviews.some((one) => one.id === id),
  )
  const canClaim =
    may &&
    review !== undefined &&
    review.state !== 'resolved' &&
    !gone.has(review.id) &&
    !isComingBack
  const serving = useServing({
    search,
    id,
    freeBut: (than) =>
      [...rows.slice(index + 1), ...rows].find((one) => one.id !== than && isFree(one)),
    goTo,
  })
  const claimed = useClaim(id, canClaim, serving.served === id)
  const taken = claimed && !claimed.isMine && serving.served === claimed.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: only that it is taken moves on
  useEffect(() => {
    if (taken) serving.taken(claimed.id)
  }, [taken])

  const since = useRef({ id, at: Date.now() })
  if (since.current.id !== id) since.current = { id, at: Date.now() }
  const [lastTook, setLastTook] = useState<number | null>(null)

  /** Takes the open order out of the list and goes on to the next. */
  const settle = (deed: Deed, subject: Review) => {
    const next = nextFree()
    setLastTook(Date.now() - since.current.at)
    acts.take(deed, [subject])
    serving.serve(next ?? null)
    if (next === undefined) goTo(next)
    // All that the list has are with somebody: further on there may be one that is not.
    const isHeld = rows.some((one) => one.id === next && !isFree(one))
    if (isHeld) void serving.another(subject.id, next ?? null)
  }
  const canDecide = (subject: Review | undefined): subject is Review =>
    may &&
    subject !== undefined &&
    subject.id === id &&
    subject.state !== 'resolved' &&
    !live.changes.get(id)?.resolution &&
    !gone.has(id)

  return {
    search,
    phone,
    may,
    mayEver,
    id,
    me,
    last,
    lastTook,
    total: queue.hasMore ? Math.max(rows.length, counted) : rows.length,
    queue,
    lines,
    arrived,
    changes: live.changes,
    item,
    row,
    review,
    index,
    claimed,
    marking,
    nextFree,
    goTo,

    setWhy: (why: NonNullable<typeof search.why>) =>
      void navigate({ to: '.', search: (before) => ({ ...before, why }), replace: true }),
    setSearch: (next: typeof search) =>
      void navigate({ to: '/review', search: { ...next, why: search.why }, replace: true }),

    move(step: 1 | -1) {
      const next = index < 0 ? rows[0] : rows[index + step]
      if (next) goTo(next.id)
      return next
    },

    resolve(choice: Choice) {
      if (!canDecide(review)) return
      settle({ kind: 'resolve', choice }, review)
    },

    set(deed: Deed) {
      if (canDecide(review)) settle(deed, review)
    },

    resolveMarked(choice: Choice, reason: string | undefined) {
      const marked = marking.marked
      if (!may || !marked.length) return
      const taken = new Set(marked.map((one) => one.id))
      const next = [...rows.slice(Math.max(0, index)), ...rows].find((one) => !taken.has(one.id))
      acts.take({ kind: 'resolve', choice, ...(reason && { reason }) }, marked)
      marking.clear()
      goTo(next?.id)
    },

    undo() {
      const act = acts.undo()
      const back = act?.reviews[0]
      if (!back) return
      for (const one of act.reviews) live.forget(one.id)
      wanted.current = back.id
      open(back.id, id !== null)
    },
  }
}

/** How many orders a view has; of those that were decided nobody keeps count. */
function countOf(counts: ReviewList['counts'] | undefined, view: QueueView): number {
  return view === 'resolved' ? 0 : (counts?.[view] ?? 0)
}

function focusRow(id: number): boolean {
  const link = document.getElementById(rowId(id))
  link?.focus()
  return link !== null
}

/** The id of a row's link, to move the focus to it. */
export const rowId = (id: number) => `review-${id}`
