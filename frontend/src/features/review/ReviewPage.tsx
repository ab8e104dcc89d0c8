import { Suspense, useRef, useState } from 'react'
import { money } from '@/lib/format'
import { lazily } from '@/lib/online'
import { review as t } from '@/messages/en'
import { PageTitle } from '@/ui/Page'
import { Announcement } from './Announcement'
import type { Choice } from './acts'
import type { Parts } from './Detail'
import type { NoteHandle } from './NoteField'
import { OpenReview } from './OpenReview'
import { Queue } from './Queue'
import type { Sheet } from './Sheets'
import { useDeskKeys } from './useDeskKeys'
import { rowId, useReview } from './useReview'

const BulkBar = lazily(() => import('./BulkBar'))
const Empty = lazily(() => import('./Empty'))
const Sheets = lazily(() => import('./Sheets'))
const UndoBar = lazily(() => import('./UndoBar'))

interface ReviewPageProps extends Parts {
  /** Fetches what `main` and `facts` show of an order, so that it is there when it is opened. */
  prefetch: (transactionId: number) => void
}

/** The list and the open order side by side; on a phone they are two screens. */
export function ReviewPage({ prefetch, ...parts }: ReviewPageProps) {
  const desk = useReview(prefetch)
  const { phone, id, queue, review, marking, last } = desk
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const noteField = useRef<NoteHandle>(null)

  const choose = (choice: Choice) => {
    if (marking.marked.length) setSheet(choice)
    else if (!marking.isOn) {
      // A note that was typed and not yet kept belongs to the order that is left now.
      noteField.current?.save()
      desk.resolve(choice)
    }
  }
  useDeskKeys({ desk, noteField, choose, openSheet: setSheet })

  const clear = queue.isEmpty && (id === null || (!review && !desk.item.isError))
  const open = (
    <OpenReview
      desk={desk}
      {...parts}
      noteField={noteField}
      onChoose={choose}
      onBulk={choose}
      onAsk={() => setSheet('ask')}
      onSnooze={() => setSheet('snooze')}
      onMore={() => setSheet('more')}
      onEscape={() => document.getElementById(rowId(id ?? 0))?.focus()}
    />
  )
  return (
    <>
      <PageTitle tab={review ? t.item(money(review.amount, review.currency)) : t.title} />
      <Announcement review={review} />
      {phone && id !== null && <div className="absolute inset-0 flex">{open}</div>}
      {phone && id === null && (
        <>
          <Queue desk={desk} onFilter={() => setSheet('filter')} />
          <Suspense>
            {clear && <Empty desk={desk} />}
            {marking.isOn && (
              <div className="sticky bottom-0 z-20">
                <BulkBar marked={marking.marked} onChoose={choose} onClear={marking.clear} />
              </div>
            )}
          </Suspense>
        </>
      )}
      {!phone && (
        <div className="absolute inset-0 flex">
          <div className="w-[320px] flex-none border-r border-line bg-surface lg:w-[376px]">
            <Queue desk={desk} onFilter={() => setSheet('filter')} />
          </div>
          {clear ? (
            <div className="flex flex-1 flex-col justify-center">
              <Suspense>
                <Empty desk={desk} />
              </Suspense>
            </div>
          ) : (
            open
          )}
        </div>
      )}
      <Suspense>
        <UndoBar act={last} onUndo={desk.undo} />
        {sheet && <Sheets desk={desk} sheet={sheet} onSheet={setSheet} />}
      </Suspense>
    </>
  )
}
