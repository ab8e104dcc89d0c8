import { useId } from 'react'

interface CheckboxesProps<T extends string> {
  label: string
  options: readonly { value: T; label: string; note?: string }[]
  value: readonly T[]
  onChange: (value: T[]) => void
  error?: string
}

/** Any number of a few, each with a line that says what it means. */
export function Checkboxes<T extends string>({
  label,
  options,
  value,
  onChange,
  error,
}: CheckboxesProps<T>) {
  const errorId = useId()
  return (
    <fieldset aria-describedby={error && errorId} className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-start gap-2.5 py-1.5 text-base pointer-coarse:min-h-11"
        >
          <input
            type="checkbox"
            checked={value.includes(option.value)}
            onChange={({ target }) => {
              const others = value.filter((one) => one !== option.value)
              onChange(target.checked ? [...others, option.value] : others)
            }}
            className="mt-0.5 size-4.5 flex-none accent-accent"
          />
          <span className="min-w-0">
            {option.label}
            {option.note && <span className="block text-sm text-ink-3">{option.note}</span>}
          </span>
        </label>
      ))}
      {error && (
        <p id={errorId} className="mt-1 text-sm text-high-text">
          {error}
        </p>
      )}
    </fieldset>
  )
}
