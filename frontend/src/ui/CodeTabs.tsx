import * as Radix from '@radix-ui/react-tabs'
import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton'

interface CodeTabsProps<T extends string> {
  /** What the code does; read out before the tabs. */
  label: string
  tabs: readonly { value: T; label: string; code: string }[]
  value: T
  onChange: (value: T) => void
  /** A strip below the code: what listens, or a button that runs it. */
  children?: ReactNode
}

/** The same snippet in several languages, with a button that copies the one in sight. */
export function CodeTabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: CodeTabsProps<T>) {
  const code = tabs.find((tab) => tab.value === value)?.code ?? ''
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className="min-w-0 overflow-hidden rounded-lg border border-line bg-surface shadow-1"
    >
      <div className="flex items-center justify-between gap-2 border-b border-line p-1.5">
        <Radix.List aria-label={label} className="flex min-w-0 flex-wrap gap-1">
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.value}
              value={tab.value}
              className="h-8 rounded-sm px-2 text-sm sm:px-2.5 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink pointer-coarse:h-11"
            >
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        <CopyButton text={code} />
      </div>
      <Radix.Content value={value} tabIndex={-1}>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[32rem] overflow-auto px-4 py-3 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
        >
          {code}
        </pre>
      </Radix.Content>
      {children && (
        <div className="border-t border-line bg-sunken px-4 py-2.5 text-sm text-ink-2">
          {children}
        </div>
      )}
    </Radix.Root>
  )
}
