import { useQueryClient } from '@tanstack/react-query'
import { $api } from '@/lib/api'
import { team as t } from '@/messages/en'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { toast } from '@/ui/Toast'
import type { StepProps } from './RemoveForm'

/** For a member who has lost both the phone and the recovery codes. */
export function FactorForm({ of, onDone, onCancel }: StepProps) {
  const cache = useQueryClient()
  const { mutate, isPending, error } = $api.useMutation(
    'delete',
    '/api/team/{member_id}/second-factor',
    {
      onSuccess: () => {
        toast({ text: t.factorRemoved(of.name) })
        onDone()
      },
      onSettled: () => void cache.invalidateQueries({ queryKey: ['get', '/api/team'] }),
    },
  )
  return (
    <ConfirmForm
      text={t.removeFactorText(of.name)}
      submit={isPending ? t.removingFactor : t.removeFactorSure(of.name)}
      busy={isPending}
      error={error}
      onSubmit={() => mutate({ params: { path: { member_id: of.id } } })}
      onCancel={onCancel}
    />
  )
}
