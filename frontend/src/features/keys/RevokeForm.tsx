import { $api } from '@/lib/api'
import type { Key } from '@/lib/api.gen'
import { common, keys as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { toast } from '@/ui/Toast'

interface RevokeFormProps {
  of: Key
  onDone: () => void
  onCancel: () => void
}

/** Asks once more, by name: a revoked key cannot be brought back. */
export function RevokeForm({ of, onDone, onCancel }: RevokeFormProps) {
  const { mutate, isPending, error } = $api.useMutation('delete', '/api/keys/{key_id}', {
    onSuccess: () => {
      toast({ text: t.wasRevoked(of.name) })
      onDone()
    },
  })
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-ink-2">{t.revokeText(of.name, of.prefix)}</p>
      <Refusal error={error} />
      <div className="flex flex-wrap gap-2">
        <Button
          look="decline"
          busy={isPending}
          onClick={() => mutate({ params: { path: { key_id: of.id } } })}
        >
          {isPending ? t.revoking : t.revokeSure(of.name)}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </div>
  )
}
