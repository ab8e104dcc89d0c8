import type { Policy } from '@/lib/api.gen'
import { policies as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'

interface ChangedSinceProps {
  /** The draft as it was when the drawer opened, and as it is now. */
  seen: Policy
  policy: Policy
  onLook: () => void
}

/** Says that a draft was changed while somebody was about to use it; nothing while it was not. */
export function ChangedSince({ seen, policy, onLook }: ChangedSinceProps) {
  if (seen.revision === policy.revision) return null
  return (
    <div className="flex flex-col items-start gap-2">
      <Notice tone="note">{t.changedSince(policy.version)}</Notice>
      <Button size="s" onClick={onLook}>
        {t.lookAgain}
      </Button>
    </div>
  )
}
