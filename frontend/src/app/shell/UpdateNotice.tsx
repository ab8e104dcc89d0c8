import { RefreshCw } from 'lucide-react'
import { useUpdate } from '@/lib/updates'
import { shell as t } from '@/messages/en'

/** A newer version is ready: quiet, and taken over only when it is pressed. */
export function UpdateNotice({ narrow }: { narrow: boolean }) {
  const apply = useUpdate()
  return (
    <span role="status" className={narrow ? 'mx-auto' : 'mx-3'}>
      {apply && (
        <button
          type="button"
          title={t.updateHint}
          onClick={apply}
          className="my-1 flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-accent hover:bg-accent-soft"
        >
          <RefreshCw aria-hidden="true" size={16} />
          <span className={narrow ? 'sr-only' : undefined}>{t.updateReady}</span>
        </button>
      )}
    </span>
  )
}
