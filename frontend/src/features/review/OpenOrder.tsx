import type { RefObject } from 'react'
import { DecidedBar } from './DecidedBar'
import { DecisionBar } from './DecisionBar'
import { Detail } from './Detail'
import { outbox } from './decisions'
import { rowId } from './QueueRow'
import { isOpen, type Review } from './useReview'

interface OpenOrderProps {
  review: Review
  noteField: RefObject<HTMLInputElement | null>
  onKeys: () => void
}

/** The open order and, under it, what to do with it. */
export function OpenOrder({ review, noteField, onKeys }: OpenOrderProps) {
  const { id, item, row, index, queue, move, decisions } = review
  const settled = item.data && !isOpen(item.data)
  const toList = () => document.getElementById(rowId(id ?? 0))?.focus()
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Detail
        row={row}
        item={item.data}
        error={item.data ? null : item.error}
        onRetry={() => void item.refetch()}
        onResend={id !== null && decisions.failed.has(id) ? () => void outbox.retry(id) : undefined}
        index={index}
        of={queue.open}
        onMove={move}
        onKeys={onKeys}
        onEscape={toList}
        view={review.why}
        onView={review.setWhy}
      />
      {item.data && settled ? (
        <DecidedBar item={item.data} onNext={queue.rows.length ? () => move(1) : undefined} />
      ) : (
        (item.data ?? row) && (
          <DecisionBar
            picked={(item.data ?? row)?.decision !== 'review'}
            note={review.note}
            onNote={review.setNote}
            noteField={noteField}
            onChoose={review.choose}
            onMove={move}
            onEscape={toList}
          />
        )
      )}
    </div>
  )
}
