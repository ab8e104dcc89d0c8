import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useMemo } from 'react'
import type { Preview } from '@/lib/api.gen'
import { lazily } from '@/lib/online'
import { daysOf, usePreview } from '@/lib/preview'
import { thresholds as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { ChangeCard } from './ChangeCard'
import { LineFields } from './LineFields'
import { LinesCard } from './LinesCard'
import { movedTo, ordersOf, sameLines } from './lines'
import { OnDraft } from './OnDraft'
import { SaveBar } from './SaveBar'
import { useLines } from './useLines'

// Below what is seen first.
const Further = lazily(() => import('./Further'))

interface SteeringProps {
  /** The policy as it is saved, on past orders. */
  base: Preview
  /** Its number, where it is not the live one. */
  draft: number | undefined
}

/**
 * The lines and what follows from them. A move is added up here, at once, from the orders by score;
 * after a rest the service's own answer brings ranges and the orders to open.
 */
export function Steering({ base, draft }: SteeringProps) {
  const { lines, isMoved, move } = useLines(base.new.lines)
  const orders = useMemo(() => ordersOf(base.buckets), [base])
  const asked = draft === undefined ? { lines } : { policy: draft, lines }
  const { preview: answer, isBehind, error, retry } = usePreview(isMoved ? asked : null)
  const settled = isMoved ? answer : base
  const isSettled =
    settled !== undefined && sameLines(settled.new.lines, lines) && settled.policy === base.policy
  const shown = isSettled ? settled : movedTo(base, orders, lines, daysOf(base))
  const parts = { preview: shown, orders, lines, onMove: move }
  const onReset = () => move(base.new.lines)
  const bar = <SaveBar lines={lines} isMoved={isMoved} draft={draft} onReset={onReset} />
  const whose = draft !== undefined && draft !== base.policy && <OnDraft version={draft} />
  if (base.payments === 0) {
    return (
      <>
        {whose}
        <Nothing>
          <LineFields lines={lines} onMove={move} />
        </Nothing>
        {bar}
      </>
    )
  }
  return (
    <>
      {whose}
      <div className="grid gap-4 lg:grid-cols-[7fr_5fr]">
        <LinesCard {...parts} />
        <ChangeCard preview={shown} isRangeDue={!isSettled} />
      </div>
      <Suspense fallback={<Skeleton className="h-72" />}>
        <Further {...parts} answered={settled ?? base} isBehind={isBehind}>
          {error && <ErrorState error={error} onRetry={retry} />}
        </Further>
      </Suspense>
      {bar}
    </>
  )
}

/** No orders to draw: the way to some, and the lines in figures, which hold from the first one on. */
function Nothing({ children }: { children: ReactNode }) {
  return (
    <Card>
      <EmptyState
        kind="first-use"
        title={t.empty}
        text={t.emptyText}
        action={
          <Link to="/uploads" className={buttonClass('plain')}>
            {t.sendOrders}
          </Link>
        }
      />
      <div className="border-t border-line pt-4">{children}</div>
    </Card>
  )
}
