import { lazy, Suspense, useRef, useState } from 'react'
import { money } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { review as t } from '@/messages/en'
import { PageTitle } from '@/ui/Page'
import { Announcement } from './Announcement'
import { Empty } from './Empty'
import { OpenOrder } from './OpenOrder'
import { Queue } from './Queue'
import { UndoBar } from './UndoBar'
import { useReview } from './useReview'

const KeysDrawer = lazy(() => import('./KeysDrawer'))

/** The list and the open order side by side; on a phone they are two screens. */
export function ReviewPage() {
  const review = useReview()
  const { phone, id, queue, decisions, item, row } = review
  const [keys, setKeys] = useState(false)
  const noteField = useRef<HTMLInputElement>(null)

  useShortcuts({
    next: () => review.move(1),
    previous: () => review.move(-1),
    approve: () => review.choose('approve'),
    decline: () => review.choose('decline'),
    undo: review.undo,
    note: () => noteField.current?.focus(),
    help: () => setKeys(true),
  })

  const clear = id === null && queue.isEmpty
  const open = <OpenOrder review={review} noteField={noteField} onKeys={() => setKeys(true)} />
  const shown = item.data ?? row
  return (
    <>
      <PageTitle tab={shown ? t.item(money(shown.amount, shown.currency)) : t.title} />
      <Announcement row={row} />
      {phone && id !== null && <div className="absolute inset-0 flex">{open}</div>}
      {phone && id === null && (
        <>
          <Queue review={review} />
          {clear && <Empty view={review.view} />}
        </>
      )}
      {!phone && (
        <div className="absolute inset-0 flex">
          <div className="w-[320px] flex-none border-r border-line bg-surface lg:w-[376px]">
            <Queue review={review} />
          </div>
          {clear ? (
            <div className="flex flex-1 flex-col justify-center">
              <Empty view={review.view} />
            </div>
          ) : (
            open
          )}
        </div>
      )}
      <UndoBar last={decisions.waiting.at(-1)} onUndo={review.undo} />
      {keys && (
        <Suspense>
          <KeysDrawer onClose={() => setKeys(false)} />
        </Suspense>
      )}
    </>
  )
}
