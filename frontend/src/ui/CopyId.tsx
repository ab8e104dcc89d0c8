import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { common } from '@/messages/en'

/** An id in the monospace face that copies itself when pressed. */
export function CopyId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false)
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={async () => {
        await navigator.clipboard.writeText(id)
        setCopied(true)
        setTimeout(() => setCopied(false), 2000)
      }}
      className="inline-flex min-h-6 max-w-full min-w-0 items-center gap-1 rounded-sm font-mono text-xs text-ink-2 hover:text-ink"
    >
      <span className="truncate">{id}</span>
      <Icon aria-hidden="true" size={14} />
      <span role="status" className="sr-only">
        {copied ? common.copied : common.copy}
      </span>
    </button>
  )
}
