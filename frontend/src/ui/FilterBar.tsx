import type { ReactNode } from 'react'

/** The controls and chips above a list. Each filter is a parameter of the address. */
export function FilterBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <search aria-label={label} className="flex flex-wrap items-center gap-2">
      {children}
    </search>
  )
}
