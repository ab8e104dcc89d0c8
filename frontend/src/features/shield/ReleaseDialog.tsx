import type { Burst } from '@/lib/api.gen'
import { sharedBy } from '@/lib/bursts'
import { shield as t } from '@/messages/en'
import { ConfirmForm } from '@/ui/ConfirmForm'
import { Dialog } from '@/ui/Dialog'

interface ReleaseDialogProps {
  burst: Burst
  busy: boolean
  error: unknown
  onRelease: () => void
  onClose: () => void
}

/** Asks once more: whoever really tests cards would go on for a day. */
export default function ReleaseDialog(props: ReleaseDialogProps) {
  const { burst, busy, error, onRelease, onClose } = props
  return (
    <Dialog title={t.releaseTitle} onClose={onClose}>
      <p className="mb-3 text-base font-medium">
        {t.kinds[burst.kind]} <span className="font-mono text-sm break-all">{sharedBy(burst)}</span>
      </p>
      <ConfirmForm
        text={t.releaseText}
        submit={t.releaseSure}
        busy={busy}
        error={error}
        onSubmit={onRelease}
        onCancel={onClose}
      />
    </Dialog>
  )
}
