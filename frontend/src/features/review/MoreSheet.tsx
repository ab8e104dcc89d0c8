import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Drawer } from '@/ui/Drawer'
import { TextField } from '@/ui/TextField'
import type { DecisionBarProps } from './DecisionBar'

/** What the decision bar of a phone has no room for. */
export default function MoreSheet({
  note,
  onNote,
  onMove,
  onClose,
}: DecisionBarProps & { onClose: () => void }) {
  const move = (step: 1 | -1) => {
    onClose()
    onMove(step)
  }
  return (
    <Drawer title={t.moreActions} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <TextField
          label={t.note}
          optional
          hint={t.noteMore}
          maxLength={2000}
          value={note}
          onChange={(event) => onNote(event.target.value)}
        />
        <div className="grid grid-cols-2 gap-2">
          <Button onClick={() => move(-1)}>{t.previousShort}</Button>
          <Button onClick={() => move(1)}>{t.nextShort}</Button>
        </div>
      </div>
    </Drawer>
  )
}
