import { useNavigate } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { Comparison } from '@/lib/api.gen'
import { model as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { Facts } from '@/ui/Facts'
import { Notice } from '@/ui/Notice'
import { ReasonForm } from '@/ui/ReasonForm'
import { toast } from '@/ui/Toast'
import { Gate } from './Gate'
import { useModelsChanged } from './useShare'
import { load, verdict } from './verdict'

interface PromoteDrawerProps {
  of: Comparison
  onClose: () => void
}

/** Puts a challenger in charge, once every check of the gate has passed. */
export default function PromoteDrawer({ of, onClose }: PromoteDrawerProps) {
  const navigate = useNavigate()
  const changed = useModelsChanged()
  const { challenger_version: version, gate } = of
  const { mutate, isPending, error } = $api.useMutation('post', '/api/models/{version}/promote', {
    onSuccess: () => {
      const undo = () => void navigate({ to: '/models', search: { do: 'rollback' } })
      toast({
        text: t.promoted(version),
        action: { label: t.undoPromotion, run: undo },
        seconds: 20,
      })
      void navigate({ to: '/models' })
    },
    onSettled: changed,
  })
  const reviews = load(of)
  return (
    <Drawer title={t.promoteTitle(version)} onClose={onClose}>
      {!gate.passed ? (
        <div className="flex flex-col gap-4">
          <Notice tone="note">{t.promoteBlocked}</Notice>
          <Gate of={gate} />
        </div>
      ) : (
        <ReasonForm
          words={t}
          submit={t.promoteSure(version)}
          busy={isPending}
          error={error}
          onReason={(reason) => mutate({ params: { path: { version } }, body: { reason } })}
          onCancel={onClose}
        >
          <p className="text-base text-ink-2">{t.promoteText(version)}</p>
          <Facts
            facts={[
              [t.figures.cost, verdict(of)],
              [t.load, reviews && t.loadText(reviews.now, reviews.after)],
            ]}
          />
          <Gate of={gate} />
        </ReasonForm>
      )}
    </Drawer>
  )
}
