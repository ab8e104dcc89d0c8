import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Policy } from '@/lib/api.gen'
import { lazily } from '@/lib/online'
import { deleteDraft, refreshPolicies, rollBackPolicy, shadowPolicy } from '@/lib/policies'
import { common, policies as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { Drawer } from '@/ui/Drawer'
import { ReasonForm } from '@/ui/ReasonForm'
import { Refusal } from '@/ui/Refusal'
import { SendButton } from '@/ui/SendButton'
import { toast } from '@/ui/Toast'
import { ChangedSince } from './ChangedSince'
import { LiveDrawer } from './LiveDrawer'
import type { ACTS } from './search'

// The page of all policies asks for it, too, and for nothing else of this.
const DraftDrawer = lazily(() => import('./DraftDrawer'))

interface ActProps {
  policy: Policy
  /** The one that decides, and the one in shadow, as far as they are known. */
  live: Policy | undefined
  shadow: Policy | undefined
  onClose: () => void
}

/** Asks what is to be known before something is done with a policy, and does it. */
export default function ActDrawer({ act, ...props }: ActProps & { act: (typeof ACTS)[number] }) {
  const { policy, onClose } = props
  if (act === 'copy') return <DraftDrawer copyOf={policy.version} onClose={onClose} />
  if (act === 'live') return <LiveDrawer {...props} />
  if (act === 'rollback') return <RollBack {...props} />
  return act === 'shadow' ? <Shadow {...props} /> : <Delete {...props} />
}

function Shadow({ policy, shadow, live, onClose }: ActProps) {
  const cache = useQueryClient()
  const [seen] = useState(policy)
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => shadowPolicy(seen),
    onSuccess: () => {
      toast({ text: t.shadowed(policy.version) })
      onClose()
    },
    onSettled: () => refreshPolicies(cache),
  })
  return (
    <Drawer title={t.shadowTitle(policy.version)} onClose={onClose}>
      <div className="flex flex-col gap-4 text-base text-ink-2">
        <p>{t.shadowText(live?.version ?? 1)}</p>
        <p>{shadow ? t.shadowReplaces(shadow.version) : t.shadowFixed}</p>
        <ChangedSince seen={seen} policy={policy} onLook={onClose} />
        <Refusal error={error} lead={t.notDone} />
        <div className="flex flex-wrap gap-2">
          <SendButton look="primary" busy={isPending} onClick={() => mutate()}>
            {isPending ? t.working : t.acts.shadow}
          </SendButton>
          <Button look="ghost" onClick={onClose}>
            {common.cancel}
          </Button>
        </div>
      </div>
    </Drawer>
  )
}

function RollBack({ policy, onClose }: ActProps) {
  const cache = useQueryClient()
  const { version, based_on: before } = policy
  const isShadow = policy.state === 'shadow'
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string) => rollBackPolicy(version, reason),
    onSuccess: () => {
      toast({ text: isShadow ? t.shadowEnded(version) : t.rolledBack(version, before ?? 1) })
      onClose()
    },
    onSettled: () => refreshPolicies(cache),
  })
  return (
    <Drawer title={isShadow ? t.endTitle(version) : t.backTitle(version)} onClose={onClose}>
      <ReasonForm
        submit={isShadow ? t.endShadow : t.acts.rollback}
        words={t}
        busy={isPending}
        error={error}
        onReason={(reason) => mutate(reason)}
        onCancel={onClose}
      >
        <p className="text-base text-ink-2">{isShadow ? t.endText : t.backText(before ?? 1)}</p>
      </ReasonForm>
    </Drawer>
  )
}

function Delete({ policy, onClose }: ActProps) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteDraft(policy.version),
    onSuccess: async () => {
      toast({ text: t.deleted(policy.version) })
      await navigate({ to: '/rules/policies' })
      cache.removeQueries({ queryKey: ['policies', 'one', policy.version] })
      void refreshPolicies(cache)
    },
  })
  return (
    <Drawer title={t.deleteTitle(policy.version)} onClose={onClose}>
      <ConfirmForm
        text={t.deleteText}
        submit={t.acts.delete}
        busy={isPending}
        error={error}
        onSubmit={() => mutate()}
        onCancel={onClose}
      />
    </Drawer>
  )
}
