import { type FormEvent, type ReactNode, useState } from 'react'
import { fieldError } from '@/lib/fieldError'
import { common, model as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { TextArea } from '@/ui/TextArea'

const LEAST = 3
const MOST = 500

interface ReasonFormProps {
  /** What will happen, and the way back. */
  children: ReactNode
  /** The button that does it, by name. */
  submit: string
  busy: boolean
  error: unknown
  onReason: (reason: string) => void
  onCancel: () => void
}

/** Does something about a model that needs a reason on record. */
export function ReasonForm({ children, submit, busy, error, onReason, onCancel }: ReasonFormProps) {
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const atReason = fieldError(error, 'reason')

  const send = (event: FormEvent) => {
    event.preventDefault()
    const short = reason.trim().length < LEAST
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
        maxLength={MOST}
        value={reason}
        error={missing ? t.reasonMissing : atReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {busy ? t.working : submit}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
