import { useNavigate, useRouter } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useCallback, useEffect, useRef } from 'react'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { type VirtualHandle, VirtualRows } from '@/ui/VirtualRows'
import type { Line } from './groups'
import { heldByOther } from './live'
import { QueueRow } from './QueueRow'
import type { Person } from './types'
import type { Desk } from './useReview'

const ROW_PX = 61
const HEAD_PX = 28
/** Stands for the id in the address of an order. */
const ID = '00000'
const NOBODY: readonly Person[] = []

/** The rows of the list under the heads of their groups; only those in sight are drawn. */
export default function QueueRows({ desk }: { desk: Desk }) {
  const { queue, lines, id, me, phone, changes, marking } = desk
  const handle = useRef<VirtualHandle>(null)
  const current = lines.findIndex((line) => line.kind === 'row' && line.review.id === id)
  useEffect(() => {
    if (current >= 0) handle.current?.show(current)
  }, [current])
  const now = Date.now()

  // The same for all rows and from one order to the next, so that only what changed is drawn.
  const navigate = useNavigate()
  const open = useCallback(
    // Beside the detail, walking through the list is not a way to come back by.
    (next: number) => {
      const params = { id: String(next) }
      void navigate({ to: '/review/$id', params, search: true, replace: !phone })
    },
    [navigate, phone],
  )
  const router = useRouter()
  const { href } = router.buildLocation({ to: '/review/$id', params: { id: ID }, search: true })
  // Only the first: what is filtered for may well have as many zeros.
  const cut = href.indexOf(ID)
  const [before, after] = [href.slice(0, cut), href.slice(cut + ID.length)]
  const marks = useRef(marking)
  useEffect(() => {
    marks.current = marking
  })
  const mark = useCallback((one: number) => marks.current.toggle(one), [])

  const draw = (line: Line) => {
    if (line.kind === 'head') return <GroupHead desk={desk} line={line} />
    const { review } = line
    const holder = heldByOther(review, me, now)
    const viewers = review.viewers.filter(({ id }) => id !== me && id !== holder?.id)
    const failed = queue.failed.get(review.id)
    return (
      <QueueRow
        review={review}
        selected={review.id === id}
        href={`${before}${review.id}${after}`}
        onOpen={open}
        others={holder ? [holder, ...viewers] : viewers.length ? viewers : NOBODY}
        settled={changes.get(review.id)?.resolution}
        marked={marking.ids.has(review.id)}
        marking={marking.isOn}
        onMark={desk.mayEver ? mark : undefined}
        failed={failed?.key}
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
