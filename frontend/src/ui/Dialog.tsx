import * as Radix from '@radix-ui/react-dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { common } from '@/messages/en'
import { focusFirst } from './focusFirst'
import { IconButton } from './IconButton'

interface DialogProps {
  title: string
  onClose: () => void
  /** `s` asks one thing, `l` has room for a list in columns. */
  size?: 's' | 'l'
  /** Near the top and without a head of its own: a search over the page. */
  bare?: boolean
  children: ReactNode
}

/**
 * In the middle of the window, for what must be answered or looked up before going on; a `Drawer`
 * is for what belongs beside the page. Mounted while open; import it lazily.
 */
export function Dialog({ title, onClose, size = 's', bare = false, children }: DialogProps) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-ink/40 dark:bg-bg/70" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirst}
          className={clsx(
            'fixed left-1/2 z-50 flex w-[calc(100%-2rem)] outline-none -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-2',
            size === 's' ? 'max-w-md' : 'max-w-3xl',
            bare
              ? 'top-[max(1rem,12dvh)] max-h-[min(32rem,80dvh)]'
              : 'top-1/2 max-h-[85dvh] -translate-y-1/2',
          )}
        >
          {bare ? (
            <Radix.Title tabIndex={-1} className="sr-only">
              {title}
            </Radix.Title>
          ) : (
            <header className="flex flex-none items-center justify-between gap-2 py-2 pr-2 pl-5">
              <Radix.Title tabIndex={-1} className="min-w-0 text-lg font-semibold outline-none">
                {title}
              </Radix.Title>
              <Radix.Close asChild>
                <IconButton label={common.close}>
                  <X aria-hidden="true" size={18} />
                </IconButton>
              </Radix.Close>
            </header>
          )}
          {bare ? (
            children
          ) : (
            // With room above, or the ring around what has the focus there would be cut.
            <div className="-mt-1 min-h-0 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
