import { type FormEvent, type ReactNode, useState } from 'react'
import { fieldError } from '@/lib/fieldError'
import { isTooShort, MOST_REASON } from '@/lib/reason'
import { common } from '@/messages/en'
import { Button } from './Button'
import { Refusal } from './Refusal'
import { SendButton } from './SendButton'
import { TextArea } from './TextArea'

interface Words {
  reason: string
  reasonHint: string
  reasonMissing: string
  /** Before why it was refused. */
  notDone: string
  working: string
}

interface ReasonFormProps {
  /** What will happen, and the way back. */
  children: ReactNode
  /** The button that does it, by name. */
  submit: string
  /** How this is said where it stands. */
  words: Words
  busy: boolean
  error: unknown
  onReason: (reason: string) => void
  onCancel: () => void
}

/** Does something that needs a reason on record. */
export function ReasonForm(props: ReasonFormProps) {
  const { children, submit, words: t, busy, error, onReason, onCancel } = props
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const atReason = fieldError(error, 'reason')

  const send = (event: FormEvent) => {
    event.preventDefault()
    const short = isTooShort(reason)
    setMissing(short)
    if (!short && !busy) onReason(reason.trim())
  }

  return (
    <form noValidate onSubmit={send} className="flex flex-col gap-4">
      {children}
      {!atReason && <Refusal error={error} lead={t.notDone} />}
      <TextArea
        label={t.reason}
        hint={t.reasonHint}
        rows={3}
        maxLength={MOST_REASON}
        value={reason}
        error={missing ? t.reasonMissing : atReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <SendButton type="submit" look="primary" busy={busy}>
          {busy ? t.working : submit}
        </SendButton>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
