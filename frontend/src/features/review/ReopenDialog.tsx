import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { $api } from '@/lib/api'
import { review as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { focused } from './focused'

const SHORTEST = 3
const LONGEST = 500

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
    if (said.length >= SHORTEST)
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
          maxLength={LONGEST}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Refusal error={reopen.error} />
        <Button
          look="primary"
          type="submit"
          busy={reopen.isPending}
          disabled={reason.trim().length < SHORTEST}
        >
          {t.reopen}
        </Button>
      </form>
    </Dialog>
  )
}
