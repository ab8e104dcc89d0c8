import { hits as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import type { Told } from './useWrongRule'

interface WrongDialogProps {
  rules: readonly Told[]
  onSay: (told: Told) => void
  onClose: () => void
}

/** Which of several rules the key means; one press and it is said. */
export default function WrongDialog({ rules, onSay, onClose }: WrongDialogProps) {
  const choose = (told: Told) => {
    onClose()
    onSay({ ...told, wrong: !told.wrong })
  }
  return (
    <Dialog title={t.choose} onClose={onClose}>
      <p className="mb-3 text-sm text-ink-2">{t.chooseLead}</p>
      <ul className="flex flex-col gap-2">
        {rules.map((told) => (
          <li key={told.rule_id} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0 flex-1 text-base font-medium break-words">{told.name}</span>
            <Button
              size="s"
              aria-label={told.wrong ? t.takeBackOf(told.name) : t.wrongOf(told.name)}
              onClick={() => choose(told)}
            >
              {told.wrong ? t.takeBack : t.wrong}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
