import type { ReactNode } from 'react'

/** The strip at the foot of the detail. */
export function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-16 flex-none flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] text-sm text-ink-2 md:px-6">
      {children}
    </div>
  )
}
