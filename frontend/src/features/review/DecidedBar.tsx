import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useNow } from '@/lib/clock'
import { duration } from '@/lib/format'
import { lazily } from '@/lib/online'
import { review as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Bar } from './Bar'
import type { Person, Review } from './types'
import { useMayDecide } from './useMayDecide'

const ReopenDialog = lazily(() => import('./ReopenDialog'))

interface DecidedBarProps {
  resolution: {
    resolution: 'approve' | 'decline' | null
    by: Person | null
    at: string
    is_final?: boolean
  }
  review: Review | undefined
  /** To the next order; absent when there is none. */
  onNext: (() => void) | undefined
}

/** In place of the decision bar when somebody, or the time that ran out, has decided already. */
export default function DecidedBar({ resolution, review, onNext }: DecidedBarProps) {
  const [reopening, setReopening] = useState(false)
  const { may } = useMayDecide()
  const seconds = Math.max(0, (Math.max(useNow(), Date.now()) - Date.parse(resolution.at)) / 1000)
  const { by, resolution: choice } = resolution
  return (
    <Bar>
      <p role="status" className="min-w-0 flex-1">
        {t.decidedBy(by?.name ?? null, duration(seconds), choice && t.settled[choice])}
      </p>
      {review && (
        <Link
          to="/transactions/$id"
          params={{ id: String(review.transaction_id) }}
          className={buttonClass('plain', 'm')}
        >
          {t.open}
        </Link>
      )}
      {may && resolution.is_final && <Button onClick={() => setReopening(true)}>{t.reopen}</Button>}
      {onNext && (
        <Button look="primary" onClick={onNext}>
          {t.goOn}
        </Button>
      )}
      {reopening && review && (
        <Suspense>
          <ReopenDialog id={review.id} onClose={() => setReopening(false)} />
        </Suspense>
      )}
    </Bar>
  )
}
