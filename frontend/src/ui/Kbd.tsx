import { clsx } from 'clsx'

/** A key of the keyboard. Not for a touch screen, where there is none. */
export function Kbd({ children, onFill = false }: { children: string; onFill?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'hidden h-5 min-w-5 items-center justify-center rounded-sm border px-1 font-sans text-2xs font-medium pointer-fine:inline-flex',
        onFill ? 'border-current' : 'border-line-strong text-ink-3',
      )}
    >
      {children}
    </span>
  )
}
