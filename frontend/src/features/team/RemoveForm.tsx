import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import type { Member } from '@/lib/api.gen'
import { common, team as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { toast } from '@/ui/Toast'

interface RemoveFormProps {
  of: Member
  onDone: () => void
  onCancel: () => void
}

/** Asks once more, by name: there is no way back but a new invitation. */
export function RemoveForm({ of, onDone, onCancel }: RemoveFormProps) {
  const cache = useQueryClient()
  const { mutate, isPending, error } = $api.useMutation('delete', '/api/team/{member_id}', {
    onSuccess: () => {
      toast({ text: t.removed(of.name) })
      onDone()
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ['get', '/api/team'] }),
  })
  return (
    <div className="flex flex-col gap-4">
      <p className="text-base text-ink-2">{t.removeText(of.name)}</p>
      <Refusal error={error} />
      <div className="flex flex-wrap gap-2">
        <Button
          look="decline"
          busy={isPending}
          onClick={() => mutate({ params: { path: { member_id: of.id } } })}
        >
          {isPending ? t.removing : t.removeSure(of.name)}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </div>
  )
}
