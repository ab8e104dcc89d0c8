import type { ReactNode } from 'react'

/** The controls and chips above a list. Each filter is a parameter of the address. */
export function FilterBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is younger than some browsers and jsdom
    <div role="search" aria-label={label} className="flex flex-wrap items-center gap-2">
      {children}
    </div>
  )
}
