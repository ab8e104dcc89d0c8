import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Policy } from '@/lib/api.gen'
import { publishPolicy, refreshPolicies } from '@/lib/policies'
import { usePreview } from '@/lib/preview'
import { policies as t, preview as words } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { PreviewFigures } from '@/ui/preview/PreviewFigures'
import { Saving } from '@/ui/preview/Saving'
import { ReasonForm } from '@/ui/ReasonForm'
import { Skeleton } from '@/ui/Skeleton'
import { toast } from '@/ui/Toast'
import { ChangedSince } from './ChangedSince'

interface LiveDrawerProps {
  policy: Policy
  live: Policy | undefined
  onClose: () => void
}

/** Puts a policy live, with its price in sight: money, good orders declined and reviews a day. */
export function LiveDrawer({ policy, live, onClose }: LiveDrawerProps) {
  const { version } = policy
  const [seen] = useState(policy)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { preview, error: unseen, isBehind } = usePreview({ policy: version })
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string) => publishPolicy(seen, reason),
    onSuccess: () => {
      const params = { version: String(version) }
      const undo = () =>
        void navigate({ to: '/rules/policies/$version', params, search: { do: 'rollback' } })
      toast({ text: t.isLive(version), action: { label: t.acts.rollback, run: undo }, seconds: 20 })
      onClose()
    },
    onSettled: () => refreshPolicies(cache),
  })
  return (
    <Drawer title={t.liveTitle(version)} onClose={onClose}>
      <ReasonForm
        submit={t.acts.live}
        words={t}
        busy={isPending}
        error={error}
        onReason={(reason) => mutate(reason)}
        onCancel={onClose}
      >
        <p className="text-base text-ink-2">{t.liveText(live?.version ?? 1)}</p>
        <ChangedSince seen={seen} policy={policy} onLook={onClose} />
        {preview ? (
          <>
            <Saving preview={preview} dim={isBehind} />
            <PreviewFigures preview={preview} dim={isBehind} />
          </>
        ) : unseen ? (
          <p className="text-sm text-ink-2">{words.failed}.</p>
        ) : (
          <Skeleton className="h-74" />
        )}
      </ReasonForm>
    </Drawer>
  )
}
