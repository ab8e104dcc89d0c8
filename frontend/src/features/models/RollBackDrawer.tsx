import { $api } from '@/lib/api'
import type { Models } from '@/lib/api.gen'
import { model as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { EmptyState } from '@/ui/EmptyState'
import { ReasonForm } from '@/ui/ReasonForm'
import { toast } from '@/ui/Toast'
import { useModelsChanged } from './useShare'

interface RollBackDrawerProps {
  of: Models
  onClose: () => void
}

/** Back to the champion before this one, at once. */
export default function RollBackDrawer({ of, onClose }: RollBackDrawerProps) {
  const changed = useModelsChanged()
  const { can_roll_back_to: before, champion } = of
  const name = before === 'base' ? t.theBase : (before ?? '')
  const { mutate, isPending, error } = $api.useMutation('post', '/api/models/rollback', {
    onSuccess: () => {
      toast({ text: t.rolledBack(name) })
      onClose()
    },
    onSettled: changed,
  })
  if (!before || !champion) {
    return (
      <Drawer title={t.rollBackSure} onClose={onClose}>
        <EmptyState kind="no-match" title={t.rollBackSure} text={t.nothingBefore} />
      </Drawer>
    )
  }
  return (
    <Drawer title={t.rollBackTitle(name)} onClose={onClose}>
      <ReasonForm
        words={t}
        submit={t.rollBackSure}
        busy={isPending}
        error={error}
        onReason={(reason) => mutate({ body: { reason } })}
        onCancel={onClose}
      >
        <p className="text-base text-ink-2">{t.rollBackText(champion.version)}</p>
      </ReasonForm>
    </Drawer>
  )
}
