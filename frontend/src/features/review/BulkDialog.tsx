import { type FormEvent, useState } from 'react'
import { money } from '@/lib/format'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Select } from '@/ui/Select'
import type { Choice } from './acts'
import { focused } from './focused'
import { totalsOf } from './marks'
import type { Review } from './types'
import { reasonText, useReasons } from './useReasons'

interface BulkDialogProps {
  choice: Choice
  marked: readonly Review[]
  onConfirm: (reason: string | undefined) => void
  onClose: () => void
}

/** Asks once, with the sum: "Decline 12 orders worth $3,410?". */
export default function BulkDialog({ choice, marked, onConfirm, onClose }: BulkDialogProps) {
  const [reason, setReason] = useState('')
  const reasons = useReasons(choice)
  const sums = totalsOf(marked).map(({ worth, currency }) => money(worth, currency))
  const blocked = marked.filter(({ decision }) => decision === 'block').length
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(reason || undefined)
  }
  return (
    <Dialog title={t.bulkAsk[choice](t.orders(marked.length), sums.join(' + '))} onClose={onClose}>
      <form onSubmit={confirm} className="flex flex-col gap-4">
        <p className="text-base text-ink-2">
          {t.bulkText} {choice === 'approve' && blocked > 0 && t.bulkGuard(t.orders(blocked))}
        </p>
        <Select
          label={t.reason}
          optional
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          options={[
            { value: '', label: t.noneGiven },
            ...reasons.map((code) => ({ value: code, label: reasonText(code) })),
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <Button look={choice} type="submit" ref={focused}>
            {t.bulkDo[choice](t.orders(marked.length))}
          </Button>
          <Button look="ghost" onClick={onClose}>
            {t.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
