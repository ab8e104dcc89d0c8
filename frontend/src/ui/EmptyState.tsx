import { CheckCheck, Inbox, Lock, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'

const ICONS = {
  'first-use': Inbox,
  'no-match': SearchX,
  'all-done': CheckCheck,
  'no-permission': Lock,
}

interface EmptyStateProps {
  /** Nothing yet, nothing for these filters, nothing left to do, or not for this role. */
  kind: keyof typeof ICONS
  title: string
  text: string
  /** The one thing to do next. */
  action?: ReactNode
}

export function EmptyState({ kind, title, text, action }: EmptyStateProps) {
  const Icon = ICONS[kind]
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-12 text-center">
      <Icon aria-hidden="true" size={24} className="mb-2 text-accent" />
      <p className="text-lg font-semibold">{title}</p>
      <p className="max-w-[48ch] text-base text-ink-2">{text}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
