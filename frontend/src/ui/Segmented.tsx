import { useId } from 'react'

interface SegmentedProps<T extends string> {
  /** What is chosen; read out, not shown. */
  label: string
  value: T
  options: readonly { value: T; label: string; spoken?: string }[]
  onChange: (value: T) => void
}

/** One of two to five, all in sight, such as the period. Arrow keys move: these are radio buttons. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<T>) {
  const name = useId()
  return (
    <fieldset className="inline-flex rounded-md border border-line bg-surface p-0.5 shadow-1">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="inline-flex h-7.5 items-center rounded-sm px-3 text-sm text-ink-2 has-checked:bg-ink has-checked:font-medium has-checked:text-bg has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus pointer-coarse:h-11"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.spoken}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
