import { $api } from '@/lib/api'
import type { Key } from '@/lib/api.gen'
import { keys as t } from '@/messages/en'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { toast } from '@/ui/Toast'

interface RevokeFormProps {
  of: Key
  onDone: () => void
  onCancel: () => void
}

export function RevokeForm({ of, onDone, onCancel }: RevokeFormProps) {
  const { mutate, isPending, error } = $api.useMutation('delete', '/api/keys/{key_id}', {
    onSuccess: () => {
      toast({ text: t.wasRevoked(of.name) })
      onDone()
    },
  })
  return (
    <ConfirmForm
      text={t.revokeText(of.name, of.prefix)}
      submit={isPending ? t.revoking : t.revokeSure(of.name)}
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ params: { path: { key_id: of.id } } })}
      onCancel={onCancel}
    />
  )
}
