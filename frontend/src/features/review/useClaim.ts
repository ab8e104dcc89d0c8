import { useEffect, useRef, useState } from 'react'
import { api } from '@/lib/api'
import { useOfflineSince } from '@/lib/online'
import { effectOf } from './acts'
import { acts } from './sending'
import type { Person, Review } from './types'

/** Walking through the list claims nothing: only what one stays with. */
const STAYS_MS = 500
const RENEW_MS = 60_000
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'scroll'] as const

export interface Claimed {
  id: number
  claim: Review['claim']
  viewers: readonly Person[]
  isMine: boolean
  /** When it was said, in milliseconds since 1970. */
  at: number
}

/**
 * Claims the open order for this person, and renews it at most once a minute while there is any
 * input; leaving gives it back. Says who else looks at it. Where that fails nothing is lost: a
 * claim only tells others, it locks nobody out.
 */
export function useClaim(id: number | null, wanted: boolean, atOnce: boolean): Claimed | null {
  const offline = useOfflineSince() !== null
  const [claimed, setClaimed] = useState<Claimed | null>(null)
  const claims = wanted && !offline
  const wait = useRef(0)
  wait.current = atOnce ? 0 : STAYS_MS

  useEffect(() => {
    if (id === null || !claims) return
    const end = new AbortController()
    let left = false
    let isMine = false
    let active = false
    const params = { path: { review_id: id } }
    const path = '/api/reviews/{review_id}/claim'

    const claim = async () => {
      active = false
      const { signal } = end
      const { data } = await api.POST(path, { params, signal }).catch(() => ({ data: undefined }))
      isMine = data?.is_mine ?? false
      if (left) release()
      else if (data) {
        const { claim, viewers } = data
        setClaimed({ id, claim, viewers, isMine, at: Date.now() })
      }
    }
    const note = () => {
      active = true
    }
    const release = () => {
      if (isMine) void api.DELETE(path, { params, keepalive: true }).catch(() => undefined)
      isMine = false
    }

    const first = setTimeout(claim, wait.current)
    const renewal = setInterval(() => active && void claim(), RENEW_MS)
    for (const input of INPUTS)
      document.addEventListener(input, note, { capture: true, passive: true })
    window.addEventListener('pagehide', release)
    return () => {
      left = true
      clearTimeout(first)
      clearInterval(renewal)
      for (const input of INPUTS) document.removeEventListener(input, note, { capture: true })
      window.removeEventListener('pagehide', release)
      // With a decision the claim is over: nothing to give back, and none to ask for any more.
      if (effectOf(acts.list()).gone.has(id)) end.abort()
      else release()
    }
  }, [id, claims])

  return claimed?.id === id ? claimed : null
}
