import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { CONTROL, Field, type FieldTexts } from './Field'

interface SelectProps extends FieldTexts, Omit<ComponentProps<'select'>, 'className' | 'id'> {
  options: readonly { value: string; label: string }[]
}

/** One of a few. The browser's own list: it works with every keyboard, phone and reader. */
export function Select({
  label,
  labelHidden,
  optional,
  hint,
  error,
  options,
  ...select
}: SelectProps) {
  const texts = { label, labelHidden, optional, hint, error }
  return (
    <Field {...texts}>
      {(control) => (
        <div className="relative">
          <select {...select} {...control} className={`${CONTROL} appearance-none truncate pr-8`}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden="true"
            size={16}
            className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
          />
        </div>
      )}
    </Field>
  )
}
