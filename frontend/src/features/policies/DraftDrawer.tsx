import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { makeDraft, refreshPolicies } from '@/lib/policies'
import { policies as t } from '@/messages/en'
import { Drawer } from '@/ui/Drawer'
import { ReasonForm } from '@/ui/ReasonForm'
import { toast } from '@/ui/Toast'

interface DraftDrawerProps {
  /** Which policy it begins as; the live one unless said. */
  copyOf?: number
  onClose: () => void
}

/** Begins a draft with its reason, and leads to it. */
export default function DraftDrawer({ copyOf, onClose }: DraftDrawerProps) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: (reason: string) => makeDraft(reason, copyOf),
    onSuccess: ({ version }) => {
      toast({ text: t.drafted(version) })
      void navigate({ to: '/rules/policies/$version', params: { version: String(version) } })
    },
    onSettled: () => refreshPolicies(cache),
  })
  return (
    <Drawer title={copyOf === undefined ? t.makeDraft : t.copyTitle(copyOf)} onClose={onClose}>
      <ReasonForm
        submit={t.makeDraft}
        words={t}
        busy={isPending}
        error={error}
        onReason={(reason) => mutate(reason)}
        onCancel={onClose}
      >
        <p className="text-base text-ink-2">
          {copyOf === undefined ? t.draftText : t.copyText(copyOf)}
        </p>
      </ReasonForm>
    </Drawer>
  )
}
