import { type ReactNode, useId } from 'react'
import { common } from '@/messages/en'

export interface FieldTexts {
  label: string
  /** Only for screen readers, where the place says what it is: a filter bar. */
  labelHidden?: boolean
  optional?: boolean
  hint?: ReactNode
  error?: string
}

interface FieldProps extends FieldTexts {
  /** Gets what ties the control to its texts. */
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** How every control looks: 36 px, 44 on touch, a border of 3:1. */
export const CONTROL =
  'h-9 w-full min-w-0 rounded-md border border-control bg-surface px-3 text-base text-ink pointer-coarse:h-11 pointer-coarse:text-lg aria-invalid:border-high aria-invalid:ring-1 aria-invalid:ring-high'

/** Label, control, hint and error. */
export function Field({ label, labelHidden, optional, hint, error, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const described = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  return (
    <div className="min-w-0">
      <label
        htmlFor={id}
        className={labelHidden ? 'sr-only' : 'mb-1.5 block text-sm font-medium text-ink'}
      >
        {label}
        {optional && <span className="font-normal text-ink-3"> ({common.optional})</span>}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={errorId} className="mt-1 text-sm text-high-text">
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="mt-1 text-xs text-ink-3">
          {hint}
        </p>
      )}
    </div>
  )
}
