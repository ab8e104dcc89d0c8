import { common } from '@/messages/en'
import { Button } from './Button'
import { Refusal } from './Refusal'
import { SendButton } from './SendButton'

interface ConfirmFormProps {
  /** What will happen, and that there is no way back. */
  text: string
  /** The button that does it, by name: "Revoke Checkout". */
  submit: string
  busy: boolean
  error: unknown
  onSubmit: () => void
  onCancel: () => void
}

/** Asks once more before what cannot be taken back; for the rest do it and offer Undo. */
export function ConfirmForm({ text, submit, busy, error, onSubmit, onCancel }: ConfirmFormProps) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-ink-2">{text}</p>
      <Refusal error={error} />
      <div className="flex flex-wrap gap-2">
        <SendButton look="decline" busy={busy} onClick={onSubmit}>
          {submit}
        </SendButton>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </div>
  )
}
