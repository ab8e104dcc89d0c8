import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '@/lib/api'
import type { RuleDetail } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { refreshPolicies, saveToDraft } from '@/lib/policies'
import { policies, rule as t } from '@/messages/en'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { Dialog } from '@/ui/Dialog'
import { ReasonForm } from '@/ui/ReasonForm'
import { toast } from '@/ui/Toast'

interface AskedProps {
  rule: RuleDetail
  onClose: () => void
}

/** Takes a rule out of a draft; other policies keep theirs. */
export async function takeOut(ruleId: number, version: number): Promise<void> {
  const params = { path: { rule_id: ruleId }, query: { policy: version } }
  await api.DELETE('/api/rules/{rule_id}', { params })
}

/** Asks before a rule is taken out of the draft that it stands in, and of nothing else. */
export function LeaveDraft({ rule, onClose }: AskedProps) {
  const version = count(rule.policy)
  const act = useAct(async () => {
    await takeOut(rule.id, rule.policy)
    toast({ text: t.removed(version) })
  })
  return (
    <Dialog title={t.removeFrom(version)} onClose={onClose}>
      <ConfirmForm text={t.removeText} submit={t.remove} {...act} onCancel={onClose} />
    </Dialog>
  )
}

/** Makes a copy of the shadow without the rule: the shadow itself cannot be changed. */
export function LeaveShadow({ rule, onClose }: AskedProps) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string) =>
      saveToDraft({ reason, copyOf: rule.policy }, (version) => takeOut(rule.id, version)),
    onSuccess: (version) => {
      toast({ text: t.leftShadow(version) })
      void navigate({ to: '/rules/policies/$version', params: { version: String(version) } })
    },
    onSettled: () => refreshPolicies(cache),
  })
  return (
    <Dialog title={t.removeTitle(rule.name)} onClose={onClose}>
      <ReasonForm
        submit={t.leaveShadow}
        words={policies}
        busy={isPending}
        error={error}
        onReason={(reason) => mutate(reason)}
        onCancel={onClose}
      >
        <p className="text-base text-ink-2">{t.leaveShadowText(rule.policy)}</p>
      </ReasonForm>
    </Dialog>
  )
}

/** Asks before a rule that no policy at work has leaves the list for good. */
export function DeleteRule({ rule, onClose }: AskedProps) {
  const act = useAct(async () => {
    await api.DELETE('/api/rules/{rule_id}', { params: { path: { rule_id: rule.id } } })
    toast({ text: t.deleted(rule.name) })
  })
  return (
    <Dialog title={t.deleteTitle(rule.name)} onClose={onClose}>
      <ConfirmForm text={t.deleteText} submit={t.delete} {...act} onCancel={onClose} />
    </Dialog>
  )
}

/** Does it, and goes to the list: the rule may have no page of its own any more. */
function useAct(run: () => Promise<void>) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function onSubmit() {
    setBusy(true)
    try {
      await run()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
      return
    }
    await navigate({ to: '/rules' })
    void refreshPolicies(cache)
  }
  return { busy, error, onSubmit: () => void onSubmit() }
}
