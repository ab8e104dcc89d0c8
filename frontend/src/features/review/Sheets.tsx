import { Suspense } from 'react'
import { lazily } from '@/lib/online'
import type { Desk } from './useReview'

const AskDialog = lazily(() => import('./AskDialog'))
const BulkDialog = lazily(() => import('./BulkDialog'))
const FilterDrawer = lazily(() => import('./FilterDrawer'))
const MoreSheet = lazily(() => import('./MoreSheet'))
const SnoozeDialog = lazily(() => import('./SnoozeDialog'))

export type Sheet = 'ask' | 'snooze' | 'more' | 'note' | 'filter' | 'approve' | 'decline'

interface SheetsProps {
  desk: Desk
  sheet: Sheet
  onSheet: (sheet: Sheet | null) => void
}

/** What opens over the page; each is fetched when it is first wanted. */
export default function Sheets({ desk, sheet, onSheet }: SheetsProps) {
  const { review } = desk
  const close = () => onSheet(null)
  if (sheet === 'filter') {
    return (
      <Suspense>
        <FilterDrawer search={desk.search} onApply={desk.setSearch} onClose={close} />
      </Suspense>
    )
  }
  if (sheet === 'approve' || sheet === 'decline') {
    const confirm = (reason: string | undefined) => {
      close()
      desk.resolveMarked(sheet, reason)
    }
    return (
      <Suspense>
        <BulkDialog
          choice={sheet}
          marked={desk.marking.marked}
          onConfirm={confirm}
          onClose={close}
        />
      </Suspense>
    )
  }
  if (!review) return null
  return (
    <Suspense>
      {sheet === 'ask' && (
        <AskDialog
          onAsk={(person, note) => {
            close()
            desk.set({ kind: 'ask', person, ...(note && { note }) })
          }}
          onClose={close}
        />
      )}
      {sheet === 'snooze' && (
        <SnoozeDialog
          review={review}
          onSnooze={(until) => {
            close()
            desk.set({ kind: 'snooze', until })
          }}
          onClose={close}
        />
      )}
      {(sheet === 'more' || sheet === 'note') && (
        <MoreSheet
          review={review}
          toNote={sheet === 'note'}
          onAsk={() => onSheet('ask')}
          onSnooze={() => onSheet('snooze')}
          onMove={desk.move}
          onClose={close}
        />
      )}
    </Suspense>
  )
}
