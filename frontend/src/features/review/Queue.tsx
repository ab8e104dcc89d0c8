import { type KeyboardEvent, Suspense } from 'react'
import { count } from '@/lib/format'
import { ahead } from '@/lib/online'
import { useKeyText } from '@/lib/shortcuts'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { Kbd } from '@/ui/Kbd'
import { Skeleton } from '@/ui/Skeleton'
import { HEADING_ID } from './Head'
import { QueueHead } from './QueueHead'
import { type Desk, rowId } from './useReview'

// Asked for at once, beside the list itself: it is not needed before there are rows.
const QueueRows = ahead(() => import('./QueueRows'))

/** The list of reviews with its head: how far the day is, the views, and what narrows them. */
export function Queue({ desk, onFilter }: { desk: Desk; onFilter: () => void }) {
  const { queue, id } = desk

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return
    // On the heading, or on the row whose order is open already, Enter goes on to the detail.
    const isOpen = event.target.matches('h1') || (id !== null && event.target.id === rowId(id))
    if (!isOpen) return
    document.getElementById(HEADING_ID)?.focus()
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter goes on from the links inside
    <div className="flex flex-col bg-surface md:h-full md:min-h-0" onKeyDown={onKeyDown}>
      <QueueHead desk={desk} onFilter={onFilter} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <Arrived desk={desk} />
        {queue.error ? (
          <ErrorState title={t.listFailed} error={queue.error} onRetry={queue.reload} />
        ) : queue.isPending ? (
          <Waiting />
        ) : (
          <Suspense fallback={<Waiting />}>
            <QueueRows desk={desk} />
          </Suspense>
        )}
      </div>
      <Foot />
    </div>
  )
}

/** Over the list, so that no row moves when something arrives. */
function Arrived({ desk: { arrived, queue } }: { desk: Desk }) {
  return (
    <div role="status" className="absolute inset-x-0 top-1 z-20 flex justify-center empty:hidden">
      {arrived > 0 && (
        <Button look="primary" size="s" busy={queue.isReloading} onClick={queue.reload}>
          {t.arrived(count(arrived))}
          <span className="sr-only">, {t.arrivedDoes}</span>
        </Button>
      )}
    </div>
  )
}

/** The keys worth learning first; not for a touch screen. */
function Foot() {
  const keys = [
    [useKeyText('next'), useKeyText('previous'), t.footKeys.move],
    [useKeyText('mark'), undefined, t.footKeys.mark],
    [useKeyText('undo'), undefined, t.footKeys.undo],
    [useKeyText('help'), undefined, t.footKeys.help],
  ] as const
  return (
    <p
      aria-hidden="true"
      className="hidden min-h-10 flex-none items-center justify-between gap-2 border-t border-line px-4 py-2 text-xs text-ink-2 md:pointer-fine:flex"
    >
      {keys.map(
        ([one, other, does]) =>
          one && (
            <span key={does} className="flex items-center gap-1">
              <Kbd>{one}</Kbd>
              {other && <Kbd>{other}</Kbd>}
              <span className="ml-0.5">{does}</span>
            </span>
          ),
      )}
    </p>
  )
}

const SHAPES = Array.from({ length: 8 }, (_, index) => index)

function Waiting() {
  return (
    <div role="status">
      <span className="sr-only">{t.loading}</span>
      {SHAPES.map((shape) => (
        <div key={shape} className="flex h-[61px] items-center gap-3 border-b border-line px-4">
          <Skeleton className="size-7" />
          <div className="flex-1">
            <Skeleton className="mb-2 h-3.5 w-4/5" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        </div>
      ))}
    </div>
  )
}
