import { useEffect, useState } from 'react'
import { ApiError } from '@/lib/errors'
import { duration } from '@/lib/format'
import { login as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'

const DEFAULT_WAIT_S = 60

/** Why signing in failed, and what to do, in words; `now` is when it did. */
export function refusal(error: unknown, now: number): string {
  if (error instanceof ApiError) {
    if (error.status === 401) return t.refused
    if (error.code === 'locked') return t.locked(clock(now + waitOf(error) * 1000))
    if (error.status === 429) return t.tooMany(duration(waitOf(error)))
  }
  return inWords(error)
}

/** What the API says of an error and of what to do about it. */
export function inWords(error: unknown): string {
  const { message, fix } = errorTexts(error)
  return [message, fix].filter(Boolean).join(' ')
}

/** The seconds an error asks to wait. */
export function waitOf(error: ApiError): number {
  return error.retryAfter ?? DEFAULT_WAIT_S
}

/** 14:05 where this browser is; nobody is signed in, so no merchant's zone is known. */
function clock(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
}

/** How many seconds of the wait that `error` asks for are left; 0 when there is none. */
export function useWait(error: unknown): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!(error instanceof ApiError) || error.code !== 'locked') return setLeft(0)
    const end = Date.now() + waitOf(error) * 1000
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [error])
  return left
}
