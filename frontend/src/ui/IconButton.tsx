import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** What it does; the icon alone says nothing to a screen reader. */
  label: string
  /** `bare` for a row or bar, `framed` beside framed buttons. */
  look?: 'bare' | 'framed'
  children: ReactNode
}

export function IconButton({ label, look = 'bare', children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={clsx(
        'inline-flex size-9 flex-none items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink aria-disabled:opacity-55 pointer-coarse:size-11',
        look === 'framed' && 'border border-line-strong bg-surface shadow-1',
      )}
    >
      {children}
    </button>
  )
}
