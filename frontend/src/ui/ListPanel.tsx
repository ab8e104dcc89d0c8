import { clsx } from 'clsx'
import { type ReactNode, type Ref, Suspense } from 'react'
import { ErrorState } from './ErrorState'
import { Skeleton } from './Skeleton'

interface ListPanelProps {
  /** Around the rows: `useRowKeys` walks along the links in it. */
  rows: Ref<HTMLDivElement>
  count: number
  isPending: boolean
  /** What is shown answers the question before. */
  isOld: boolean
  error: unknown
  onRetry: () => void
  /** Rows are there, and those after them could not be loaded. */
  moreFailed: boolean
  onRetryMore: () => void
  texts: { failed: string; moreFailed: string }
  /** In place of rows where there are none. */
  empty: ReactNode
  /** The table; fetched when it is first wanted. */
  children: ReactNode
}

/** As many rows fit, under their head, into the least height of a panel of many. */
const FEW = 7

/** The panel of a list without end: waiting, failed, empty, or its rows and how more of them fare. */
export function ListPanel(props: ListPanelProps) {
  const { count, isPending, error, moreFailed, texts, empty, children } = props
  const isFew = count > 0 && count <= FEW
  return (
    <div
      ref={props.rows}
      className={clsx(
        'flex flex-col rounded-lg border border-line bg-surface shadow-1',
        // Few rows need no room below them.
        isFew ? 'shrink-0' : 'md:min-h-72',
        // Only what scrolls by itself is cut off where the window ends.
        count > FEW && 'min-h-0',
        props.isOld && 'dim',
      )}
    >
      {isPending && <Waiting />}
      {Boolean(error) && !count && (
        <ErrorState title={texts.failed} error={error} onRetry={props.onRetry} />
      )}
      {!isPending && !error && !count && empty}
      {count > 0 && <Suspense fallback={<Waiting />}>{children}</Suspense>}
      {moreFailed && (
        <div className="border-t border-line">
          <ErrorState title={texts.moreFailed} error={error} onRetry={props.onRetryMore} />
        </div>
      )}
    </div>
  )
}

const ROWS = Array.from({ length: 12 }, (_, row) => row)

function Waiting() {
  return (
    <div className="flex flex-col gap-3 p-4">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-6" />
      ))}
    </div>
  )
}
