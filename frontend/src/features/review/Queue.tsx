import { clsx } from 'clsx'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { count } from '@/lib/format'
import { useKeyText } from '@/lib/shortcuts'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { Kbd } from '@/ui/Kbd'
import { Skeleton } from '@/ui/Skeleton'
import { type VirtualHandle, VirtualRows } from '@/ui/VirtualRows'
import type { Line } from './groups'
import { HEADING_ID } from './Head'
import { heldByOther } from './live'
import { QueueHead } from './QueueHead'
import { QueueRow } from './QueueRow'
import { acts } from './sending'
import { type Desk, rowId } from './useReview'

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
          <Rows desk={desk} />
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

const ROW_PX = 61
const HEAD_PX = 28

function Rows({ desk }: { desk: Desk }) {
  const { queue, lines, id, me, phone, changes, marking } = desk
  const handle = useRef<VirtualHandle>(null)
  const current = lines.findIndex((line) => line.kind === 'row' && line.review.id === id)
  useEffect(() => {
    if (current >= 0) handle.current?.show(current)
  }, [current])
  const now = Date.now()

  const draw = (line: Line) => {
    if (line.kind === 'head') return <GroupHead desk={desk} line={line} />
    const { review } = line
    const holder = heldByOther(review, me, now)
    const viewers = review.viewers.filter((person) => person.id !== me)
    const failed = queue.failed.get(review.id)
    return (
      <QueueRow
        review={review}
        selected={review.id === id}
        replace={!phone}
        others={holder ? [holder] : viewers}
        settled={changes.get(review.id)?.resolution}
        marked={marking.ids.has(review.id)}
        marking={marking.ids.size > 0}
        onMark={desk.mayEver ? () => marking.toggle(review.id) : undefined}
        onRetry={failed ? () => acts.retry(failed.key) : undefined}
      />
    )
  }

  return (
    <div className={clsx('flex min-h-0 flex-1 flex-col', queue.isOld && 'dim')}>
      <VirtualRows
        label={t.list}
        count={lines.length}
        total={desk.total}
        height={(index) => (lines[index]?.kind === 'head' ? HEAD_PX : ROW_PX)}
        rowKey={(index) => lines[index]?.key ?? index}
        place={(index) => {
          const line = lines[index]
          return line?.kind === 'row' ? line.place : null
        }}
        scrolls={phone ? 'page' : 'self'}
        keep={current < 0 ? undefined : current}
        onNearEnd={queue.loadMore}
        handle={handle}
      >
        {(index) => {
          const line = lines[index]
          return line && draw(line)
        }}
      </VirtualRows>
      {queue.moreFailed && (
        <p className="flex items-center gap-3 border-t border-line p-3 text-sm" role="alert">
          {t.moreFailed}
          <Button size="s" onClick={queue.loadMore}>
            {t.more}
          </Button>
        </p>
      )}
    </div>
  )
}

function GroupHead({ desk, line }: { desk: Desk; line: Extract<Line, { kind: 'head' }> }) {
  const byScore = desk.queue.rows.some((row) => row.loss_by === 'score')
  return (
    <div className="flex h-7 items-center justify-between border-b border-line bg-sunken px-4 text-xs text-ink-2">
      <span className="font-medium">{t.groups[line.group]}</span>
      <span className="text-ink-3" title={byScore ? t.byScoreWhy : undefined}>
        {byScore ? t.atRiskByScore : t.atRisk}
      </span>
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
