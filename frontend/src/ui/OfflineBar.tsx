import { CloudOff } from 'lucide-react'
import { useOfflineSince } from '@/lib/online'
import { shell } from '@/messages/en'

/** Says since when this browser is offline; nothing while it is online. */
export function OfflineBar() {
  const since = useOfflineSince()
  return (
    <div role="status">
      {since !== null && (
        <p className="flex items-center gap-2 bg-elevated-soft px-4 py-2 text-sm text-ink md:px-6">
          <CloudOff aria-hidden="true" size={16} className="text-elevated-text" />
          {shell.offline(
            new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(since),
          )}
        </p>
      )}
    </div>
  )
}
