import { Link } from '@tanstack/react-router'
import { review as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { CopyId } from '@/ui/CopyId'
import { Drawer } from '@/ui/Drawer'
import NoteField, { type NoteHandle } from './NoteField'
import type { Review } from './types'
import { useMayDecide } from './useMayDecide'

interface MoreSheetProps {
  review: Review
  /** Opened to write a note. */
  toNote: boolean
  onAsk: () => void
  onSnooze: () => void
  onMove: (step: 1 | -1) => void
  onClose: () => void
}

const focusNote = (field: NoteHandle | null) => void field?.focus()

/** What the decision bar has no room for. */
export default function MoreSheet({
  review,
  toNote,
  onAsk,
  onSnooze,
  onMove,
  onClose,
}: MoreSheetProps) {
  const { may } = useMayDecide()
  const move = (step: 1 | -1) => {
    onClose()
    onMove(step)
  }
  return (
    <Drawer title={t.more_} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <NoteField review={review} large {...(toNote && { handle: focusNote })} />
        {may && review.state !== 'resolved' && (
          <div className="grid grid-cols-2 gap-2">
            <Button onClick={onAsk}>{t.ask}</Button>
            <Button onClick={onSnooze}>{t.snooze}</Button>
          </div>
        )}
        <div className="grid grid-cols-2 gap-2">
          <Button onClick={() => move(-1)}>{t.previous}</Button>
          <Button onClick={() => move(1)}>{t.next}</Button>
        </div>
        <Link
          to="/transactions/$id"
          params={{ id: String(review.transaction_id) }}
          className={buttonClass()}
        >
          {t.open}
        </Link>
        <p className="flex items-center gap-2 text-sm text-ink-2">
          {t.idOfOrder} <CopyId id={review.external_id ?? String(review.transaction_id)} />
        </p>
      </div>
    </Drawer>
  )
}
