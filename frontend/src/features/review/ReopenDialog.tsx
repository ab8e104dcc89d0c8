import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import { isTooShort, MOST_REASON } from '@/lib/reason'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { focused } from './focused'

/** Opens a decided order again, with a reason: what was said stays on record. */
export default function ReopenDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const reopen = $api.useMutation('post', '/api/reviews/{review_id}/reopen', {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
      void queries.invalidateQueries({ queryKey: ['get', '/api/reviews/{review_id}'] })
      onClose()
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    const said = reason.trim()
    if (!isTooShort(said))
      reopen.mutate({ params: { path: { review_id: id } }, body: { reason: said } })
  }
  return (
    <Dialog title={t.reopenTitle} onClose={onClose}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <p className="text-base text-ink-2">{t.reopenText}</p>
        <TextField
          label={t.reopenReason}
          ref={focused}
          required
          maxLength={MOST_REASON}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Refusal error={reopen.error} />
        <Button look="primary" type="submit" busy={reopen.isPending} disabled={isTooShort(reason)}>
          {t.reopen}
        </Button>
      </form>
    </Dialog>
  )
}
