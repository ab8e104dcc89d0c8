import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { common } from '@/messages/en'
import { Button } from './Button'

/** Copies a text and says so. */
export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false)
  const Icon = copied ? Check : Copy
  return (
    <Button
      look="ghost"
      size="s"
      onClick={async () => {
        await navigator.clipboard.writeText(text)
        setCopied(true)
        setTimeout(() => setCopied(false), 2000)
      }}
    >
      <Icon aria-hidden="true" size={16} />
      <span role="status">{copied ? common.copied : common.copy}</span>
    </Button>
  )
}
