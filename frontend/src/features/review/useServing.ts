import { useEffect, useRef, useState } from 'react'
import { api } from '@/lib/api'
import { isFiltered, type ReviewSearch } from './search'
import type { Review } from './types'

/** The views that the service hands out orders of, in its own order. */
const HANDED_OUT = ['open', 'due_soon', 'mine', 'spot_checks', 'close_calls'] as const

interface Serving {
  search: ReviewSearch
  /** The open order. */
  id: number | null
  /** The first of the list that nobody has, but not this one. */
  freeBut: (id: number) => Review | undefined
  goTo: (id: number) => void
}

/**
 * Serves the next order that nobody has. The list knows one at once; where two were served the
 * same at one moment, or the list knows of none, the service says which, and gives each its own.
 */
export function useServing({ search, id, freeBut, goTo }: Serving) {
  const [served, setServed] = useState<number | null>(null)
  const here = useRef(id)
  useEffect(() => {
    here.current = id
  }, [id])

  const serve = (next: number | null) => {
    setServed(next)
    if (next !== null) goTo(next)
  }

  /** Another than the open one, which somebody has: by the service, and else by the list. */
  const another = async (after: number, from: number | null) => {
    const { view = 'open', sort = 'urgency' } = search
    const handed = HANDED_OUT.find((one) => one === view)
    const asks = handed !== undefined && sort === 'urgency' && !isFiltered(search)
    const review = asks ? await handedOut(handed, after) : null
    if (here.current !== from) {
      // Gone on meanwhile: nobody waits for it, unless it is where the person has gone.
      if (review && review.id !== here.current) release(review.id)
      return
    }
    const next = review?.id ?? freeBut(after)?.id
    if (next !== undefined && next !== from) serve(next)
  }

  return {
    served,
    serve,
    another,
    /** What was served is somebody else's: on to the next one. */
    taken(by: number) {
      setServed(null)
      void another(by, by)
    },
  }
}

async function handedOut(view: (typeof HANDED_OUT)[number], after: number) {
  const asked = api.POST('/api/reviews/next', { body: { view, after } })
  const { data } = await asked.catch(() => ({ data: undefined }))
  return data?.review ?? null
}

function release(id: number): void {
  const params = { path: { review_id: id } }
  const released = api.DELETE('/api/reviews/{review_id}/claim', { params, keepalive: true })
  // A claim ends by itself.
  void released.catch(() => undefined)
}
