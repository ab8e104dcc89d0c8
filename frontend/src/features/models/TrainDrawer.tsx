import { $api } from '@/lib/api'
import { model as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { ReasonForm } from '@/ui/ReasonForm'
import { toast } from '@/ui/Toast'
import { useModelsChanged } from './useShare'

/** Asks for a training, which then runs by itself. */
export default function TrainDrawer({ onClose }: { onClose: () => void }) {
  const changed = useModelsChanged()
  const { mutate, isPending, error } = $api.useMutation('post', '/api/models/train', {
    onSuccess: () => {
      toast({ text: t.trainingOn })
      onClose()
    },
    onSettled: changed,
  })
  return (
    <Drawer title={t.trainTitle} onClose={onClose}>
      <ReasonForm
        words={t}
        submit={t.trainSure}
        busy={isPending}
        error={error}
        onReason={(reason) => mutate({ body: { kind: 'train', reason } })}
        onCancel={onClose}
      >
        <p className="text-base text-ink-2">{t.trainText}</p>
      </ReasonForm>
    </Drawer>
  )
}
