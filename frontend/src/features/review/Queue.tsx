import { clsx } from 'clsx'
import type { KeyboardEvent } from 'react'
import { count } from '@/lib/format'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { Kbd } from '@/ui/Kbd'
import { Segmented } from '@/ui/Segmented'
import { Skeleton } from '@/ui/Skeleton'
import { AtRisk } from './AtRisk'
import { outbox } from './decisions'
import { HEADING_ID } from './Head'
import { QueueRow, rowId } from './QueueRow'
import { SORTS, VIEWS } from './search'
import type { Review } from './useReview'

/** The list of open reviews with its head: how many, how much money, how far. */
export function Queue({ review }: { review: Review }) {
  const { queue, id, move } = review

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('a, h1')) return
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && isOpen(event.target, id)) {
      document.getElementById(HEADING_ID)?.focus()
    } else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the links inside
    <div className="flex flex-col bg-surface md:h-full md:min-h-0" onKeyDown={onKeyDown}>
      <Head review={review} />
      {queue.error ? (
        <ErrorState title={t.listFailed} error={queue.error} onRetry={queue.reload} />
      ) : queue.isPending ? (
        <Waiting />
      ) : (
        <Rows review={review} />
      )}
      <Foot />
    </div>
  )
}

/** On the heading, or on the row whose order is open already, Enter goes on to the detail. */
const isOpen = (target: HTMLElement, id: number | null) =>
  target.matches('h1') || (id !== null && target.id === rowId(id))

function Head({ review: { queue, decisions, view, setView, sort, setSort } }: { review: Review }) {
  const done = decisions.done.size
  const total = queue.open + done
  return (
    <header className="flex flex-none flex-col gap-3 border-b border-line px-4 pt-4 pb-3">
      <div>
        <div className="flex items-baseline justify-between gap-3">
          <h1 tabIndex={-1} className="text-lg font-semibold">
            {t.title}
          </h1>
          {done > 0 && (
            <p className="text-xs text-ink-3 tabular-nums">{t.done(count(done), count(total))}</p>
          )}
        </div>
        <p className="min-h-5 text-sm text-ink-2">
          {!queue.isPending && !queue.error && <Lead view={view} queue={queue} />}
        </p>
        <div aria-hidden="true" className="mt-2 h-[3px] overflow-hidden rounded-full bg-line">
          <div
            className="h-full bg-accent transition-[width] duration-200"
            style={{ width: `${total ? (100 * done) / total : 0}%` }}
          />
        </div>
      </div>
      <div>
        <Segmented
          label={t.view}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t.views[value] }))}
          onChange={setView}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label={t.sort}
          value={sort}
          options={SORTS.map((value) => ({
            value,
            label: t.sorts[value],
            spoken: t.sortSpoken[value],
          }))}
          onChange={setSort}
        />
        {queue.arrived > 0 && (
          <Button size="s" onClick={queue.reload}>
            {t.arrived(count(queue.arrived))}
            <span className="sr-only">, {t.arrivedDoes}</span>
          </Button>
        )}
      </div>
    </header>
  )
}

/** What the view holds, in a sentence. */
function Lead({ view, queue }: Pick<Review, 'view' | 'queue'>) {
  if (view === 'waiting') return <AtRisk queue={queue} />
  return t.picked[view](queue.open === 1 ? t.one : t.orders(count(queue.open)))
}

function Rows({ review: { queue, id, phone, decisions } }: { review: Review }) {
  return (
    <ul
      aria-label={t.list}
      className={clsx('md:min-h-0 md:flex-1 md:overflow-y-auto', queue.isOld && 'dim')}
    >
      {queue.rows.map((row) => (
        <QueueRow
          key={row.id}
          row={row}
          selected={row.id === id}
          replace={!phone}
          onRetry={decisions.failed.has(row.id) ? () => void outbox.retry(row.id) : undefined}
        />
      ))}
      {queue.hasMore && (
        <li className="p-3 text-center">
          <Button size="s" busy={queue.loadingMore} onClick={queue.loadMore}>
            {t.more}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** The keys worth learning first; not for a touch screen. */
function Foot() {
  return (
    <p
      aria-hidden="true"
      className="hidden flex-none items-center justify-between gap-2 border-t border-line px-4 py-2 text-xs text-ink-2 md:pointer-fine:flex"
    >
      {t.footKeys.map(([keys, does]) => (
        <span key={does} className="flex items-center gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          <span className="ml-0.5">{does}</span>
        </span>
      ))}
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
