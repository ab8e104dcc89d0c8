import { useState } from 'react'
import { useNow } from '@/lib/clock'
import { bytes, duration } from '@/lib/format'
import { common } from '@/messages/en'
import { Button } from './Button'
import { Progress } from './Progress'

interface UploadProgressProps {
  name: string
  sent: number
  total: number
  /** Said once all of it has gone: what the service does with it. */
  working?: string
  onCancel: () => void
}

/** How much of a file has gone, how long the rest takes, and the way to stop it. */
export function UploadProgress(props: UploadProgressProps) {
  const { name, sent, total, working = common.working, onCancel } = props
  const [startedAt] = useState(Date.now)
  const now = Math.max(useNow(), Date.now())
  const done = total > 0 && sent >= total
  const left = sent > 0 ? ((now - startedAt) / 1000) * (total / sent - 1) : null
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4 shadow-1">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0 truncate text-base font-medium">{common.uploading(name)}</p>
        <Button size="s" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
      <Progress label={common.uploading(name)} done={sent} total={total} />
      <p role="status" className="text-sm text-ink-3 tabular-nums">
        {done
          ? working
          : [
              common.sentOf(bytes(sent), bytes(total)),
              left !== null && left > 2 && common.timeLeft(duration(left)),
            ]
              .filter(Boolean)
              .join(', ')}
      </p>
    </div>
  )
}
