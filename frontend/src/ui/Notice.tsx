import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** A sentence inside a form or page that must not be missed; `problem` is read out at once. */
export function Notice({ tone, children }: { tone: 'problem' | 'note'; children: ReactNode }) {
  if (tone === 'note') {
    return (
      <p className="flex gap-2.5 rounded-md bg-accent-soft px-3 py-2 text-sm text-ink">
        <Info aria-hidden="true" size={18} className="mt-px text-accent" />
        <span className="min-w-0">{children}</span>
      </p>
    )
  }
  return (
    <p role="alert" className="flex gap-2.5 rounded-md bg-high-soft px-3 py-2 text-sm text-ink">
      <TriangleAlert aria-hidden="true" size={18} className="mt-px text-high-text" />
      <span className="min-w-0">{children}</span>
    </p>
  )
}
