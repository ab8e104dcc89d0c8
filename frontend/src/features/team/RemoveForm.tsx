import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import type { Member } from '@/lib/api.gen'
import { team as t } from '@/messages/en'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { toast } from '@/ui/Toast'

export interface StepProps {
  of: Member
  onDone: () => void
  onCancel: () => void
}

export function RemoveForm({ of, onDone, onCancel }: StepProps) {
  const cache = useQueryClient()
  const { mutate, isPending, error } = $api.useMutation('delete', '/api/team/{member_id}', {
    onSuccess: () => {
      toast({ text: t.removed(of.name) })
      onDone()
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ['get', '/api/team'] }),
  })
  return (
    <ConfirmForm
      text={t.removeText(of.name)}
      submit={isPending ? t.removing : t.removeSure(of.name)}
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ params: { path: { member_id: of.id } } })}
      onCancel={onCancel}
    />
  )
}
