import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from './Kbd'

type Look = 'primary' | 'plain' | 'approve' | 'decline' | 'ghost'
type Size = 's' | 'm' | 'l'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  plain: 'bg-surface text-ink border border-line-strong shadow-1 hover:bg-sunken',
  approve: 'bg-low text-on-low hover:brightness-110',
  decline: 'bg-high text-on-high hover:brightness-110',
  ghost: 'text-ink-2 hover:bg-sunken hover:text-ink',
}

const SIZES: Record<Size, string> = {
  s: 'h-8 px-3 text-sm gap-1.5',
  m: 'h-9 px-3.5 text-base gap-2',
  l: 'h-10 px-4 text-base gap-2',
}

/** How a button looks, for links that act like one: `<Link className={buttonClass('primary')}>`. */
export function buttonClass(look: Look = 'plain', size: Size = 'm'): string {
  return clsx(
    'inline-flex items-center justify-center rounded-md font-medium whitespace-nowrap select-none',
    'transition-[background-color,filter] duration-100 aria-disabled:opacity-55',
    'pointer-coarse:min-h-11',
    LOOKS[look],
    SIZES[size],
  )
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'disabled'> {
  look?: Look
  size?: Size
  /** The key that does the same; shown, not bound. */
  hint?: string
  /** The action runs: the button keeps its place and focus but does nothing. */
  busy?: boolean
  disabled?: boolean
  children: ReactNode
}

export function Button({
  look = 'plain',
  size = 'm',
  hint,
  busy = false,
  disabled = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const inert = busy || disabled
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(look, size)}
      // Not `disabled`: that would drop the focus of a person who has just pressed it.
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-keyshortcuts={hint}
      onClick={inert ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {hint && <Kbd onFill={look === 'approve' || look === 'decline'}>{hint}</Kbd>}
    </button>
  )
}
