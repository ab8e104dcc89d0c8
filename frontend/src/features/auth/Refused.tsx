import { useMemo } from 'react'
import { duration } from '@/lib/format'
import { login as t } from '@/messages/en'
import { Notice } from '@/ui/Notice'
import { refusal } from './refusal'

interface RefusedProps {
  error: unknown
  /** Seconds left, see `useWait`. */
  wait: number
}

/** Why signing in failed; nothing while it has not. The seconds run, but are not read out. */
export function Refused({ error, wait }: RefusedProps) {
  // Put into words once, when it happens: the time it names must not move on.
  const text = useMemo(() => (error ? refusal(error, Date.now()) : null), [error])
  if (!text) return null
  return (
    <Notice tone="problem">
      {text}{' '}
      {wait > 0 && (
        <span aria-hidden="true" className="tabular-nums">
          {t.left(duration(wait))}
        </span>
      )}
    </Notice>
  )
}
