import type { ComponentProps } from 'react'
import { Field, type FieldTexts } from './Field'

interface TextAreaProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'className' | 'id'> {
  /** What is typed is code: in the monospace face, without corrections. */
  code?: boolean
}

const AREA =
  'block w-full min-w-0 rounded-md border border-control bg-surface px-3 py-2 text-ink aria-invalid:border-high aria-invalid:ring-1 aria-invalid:ring-high'

/** Several lines of text. */
export function TextArea({
  label,
  labelHidden,
  optional,
  hint,
  error,
  code = false,
  ...textarea
}: TextAreaProps) {
  const texts = { label, labelHidden, optional, hint, error }
  const look = code ? 'font-mono text-xs leading-5' : 'text-base'
  return (
    <Field {...texts}>
      {(control) => (
        <textarea
          {...(code && { spellCheck: false, autoCapitalize: 'none', autoComplete: 'off' })}
          {...textarea}
          {...control}
          className={`${AREA} ${look}`}
        />
      )}
    </Field>
  )
}
