import * as Radix from '@radix-ui/react-dropdown-menu'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  /** Above the items, not one of them. */
  head?: ReactNode
  items: readonly {
    key: string
    label: string
    icon?: ReactNode
    /** For items of which exactly one holds. */
    checked?: boolean
    onSelect: () => void
  }[]
  /** Which edge of the button it lines up with. */
  align?: 'start' | 'end'
  /** Open from the start: for a menu that was fetched because its button was pressed. */
  defaultOpen?: boolean
}

const ITEM =
  'flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-ink outline-none data-highlighted:bg-sunken data-highlighted:outline-2 data-highlighted:outline-focus pointer-coarse:h-11'

/**
 * Few actions behind a button. Import it lazily where the first page would have to carry it. Stays
 * where its button is in the document, so that it belongs to the same landmark.
 */
export function Menu({ trigger, head, items, align = 'end', defaultOpen }: MenuProps) {
  const chosen = items.find((item) => item.checked)?.key
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-52 rounded-md border border-line bg-raised p-1 text-sm shadow-2"
      >
        {head && <div className="mb-1 border-b border-line px-2.5 pt-1.5 pb-2">{head}</div>}
        {chosen === undefined ? (
          items.map((item) => (
            <Radix.Item key={item.key} onSelect={item.onSelect} className={ITEM}>
              {item.icon}
              {item.label}
            </Radix.Item>
          ))
        ) : (
          <Radix.RadioGroup value={chosen}>
            {items.map((item) => (
              <Radix.RadioItem
                key={item.key}
                value={item.key}
                onSelect={item.onSelect}
                className={ITEM}
              >
                {item.label}
                <Radix.ItemIndicator className="ml-auto text-accent">
                  <Check aria-hidden="true" size={16} />
                </Radix.ItemIndicator>
              </Radix.RadioItem>
            ))}
          </Radix.RadioGroup>
        )}
      </Radix.Content>
    </Radix.Root>
  )
}
