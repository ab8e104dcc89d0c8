import type { ComponentProps, ReactNode } from 'react'
import { CONTROL, Field, type FieldTexts } from './Field'

interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'className' | 'id'> {
  /** A small button at the end of the field, such as "Show password". */
  end?: ReactNode
}

/** One line of text. Takes what react-hook-form's `register` gives. */
export function TextField({
  label,
  labelHidden,
  optional,
  hint,
  error,
  end,
  ...input
}: TextFieldProps) {
  const texts = { label, labelHidden, optional, hint, error }
  return (
    <Field {...texts}>
      {(control) => (
        <div className="relative">
          <input
            type="text"
            {...input}
            {...control}
            className={end ? `${CONTROL} pr-11` : CONTROL}
          />
          {end && <div className="absolute inset-y-0 right-0 flex items-center">{end}</div>}
        </div>
      )}
    </Field>
  )
}
