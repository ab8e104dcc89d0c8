import * as Radix from '@radix-ui/react-dropdown-menu'
import type { ReactNode } from 'react'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  /** Above the items, not one of them. */
  head?: ReactNode
  items: readonly { key: string; label: string; icon?: ReactNode; onSelect: () => void }[]
  /** Open from the start: for a menu that was fetched because its button was pressed. */
  defaultOpen?: boolean
}

/**
 * Few actions behind a button. Import it lazily where the first page would have to carry it. Stays
 * where its button is in the document, so that it belongs to the same landmark.
 */
export function Menu({ trigger, head, items, defaultOpen }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-52 rounded-md border border-line bg-raised p-1 text-sm shadow-2"
      >
        {head && <div className="mb-1 border-b border-line px-2.5 pt-1.5 pb-2">{head}</div>}
        {items.map((item) => (
          <Radix.Item
            key={item.key}
            onSelect={item.onSelect}
            className="flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-ink outline-none data-highlighted:bg-sunken data-highlighted:outline-2 data-highlighted:outline-focus pointer-coarse:h-11"
          >
            {item.icon}
            {item.label}
          </Radix.Item>
        ))}
      </Radix.Content>
    </Radix.Root>
  )
}
