import { clsx } from 'clsx'
import type { ReactNode } from 'react'

const TONES = {
  neutral: 'bg-sunken text-ink-2',
  accent: 'bg-accent-soft text-accent',
  low: 'bg-low-soft text-low-text',
  elevated: 'bg-elevated-soft text-elevated-text',
  high: 'bg-high-soft text-high-text',
  critical: 'bg-critical-soft text-critical-text',
}

/** One word of state, such as what was decided. The word carries the meaning, the tone repeats it. */
export function Tag({
  tone = 'neutral',
  children,
}: {
  tone?: keyof typeof TONES
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1 rounded-sm px-2 text-xs font-medium whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
