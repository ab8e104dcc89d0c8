import * as Radix from '@radix-ui/react-tabs'
import type { ReactNode } from 'react'

export interface FigureTab<T extends string> {
  value: T
  label: string
  /** The number itself: "$18,420". */
  figure: string
  /** The change against the period before. */
  delta?: ReactNode
  note?: string | undefined
}

interface FigureTabsProps<T extends string> {
  label: string
  value: T
  tabs: readonly FigureTab<T>[]
  onChange: (value: T) => void
  /** The chart of the open figure. */
  children: ReactNode
}

/** Key figures in a row, each the tab of the one chart under them. */
export function FigureTabs<T extends string>(props: FigureTabsProps<T>) {
  const { label, value, tabs, onChange, children } = props
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className="rounded-lg border border-line bg-surface shadow-1"
    >
      <Radix.List
        aria-label={label}
        className="grid grid-cols-2 gap-px overflow-hidden rounded-t-lg border-b border-line bg-line lg:grid-cols-5"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="group flex min-w-0 flex-col items-start border-t-3 border-transparent bg-sunken px-4 pt-2 pb-2.5 text-left last:col-span-2 hover:bg-surface focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:bg-surface lg:last:col-span-1"
          >
            <span className="text-sm text-ink-2 group-data-[state=active]:font-medium group-data-[state=active]:text-ink">
              {tab.label}
            </span>
            <span className="text-2xl font-semibold tracking-tight tabular-nums">{tab.figure}</span>
            <span className="flex min-h-4.5 flex-wrap items-center gap-x-2 text-xs text-ink-3">
              {tab.delta}
              {tab.note && <span>{tab.note}</span>}
            </span>
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className="p-4">
        {children}
      </Radix.Content>
    </Radix.Root>
  )
}
