import * as Radix from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { common } from '@/messages/en'
import { focusFirst } from './focusFirst'
import { IconButton } from './IconButton'

interface DrawerProps {
  title: string
  onClose: () => void
  /** A press beside it does not close it: what it shows is not shown again. */
  firm?: boolean
  children: ReactNode
}

/** A sheet from the side, on a phone from the bottom. Mounted while open; import it lazily. */
export function Drawer({ title, onClose, firm = false, children }: DrawerProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-ink/40 dark:bg-bg/70" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirst}
          onInteractOutside={firm ? (event) => event.preventDefault() : undefined}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[85dvh] outline-none overflow-y-auto rounded-t-lg border border-line bg-raised pb-[env(safe-area-inset-bottom)] shadow-2 md:inset-x-auto md:inset-y-0 md:right-0 md:max-h-none md:w-96 md:rounded-none"
        >
          <header className="flex items-center justify-between py-2 pr-2 pl-4">
            <Radix.Title tabIndex={-1} className="text-lg font-semibold outline-none">
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label={common.close}>
                <X aria-hidden="true" size={18} />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="px-4 pb-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
