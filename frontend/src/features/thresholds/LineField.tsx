import { useId, useState } from 'react'
import { plain } from '@/lib/format'
import { thresholds as t } from '@/messages/en'
import { CONTROL } from '@/ui/Field'

interface LineFieldProps {
  label: string
  value: number
  /** Why a value in 0..100 cannot be this line; null where it can. */
  refuse: (value: number) => string | null
  onChange: (value: number) => void
}

/**
 * A line in figures, taken with Enter or on leaving the field: on the way to 95 nobody wants 9. What
 * cannot be is told, and moves nothing.
 */
export function LineField({ label, value, refuse, onChange }: LineFieldProps) {
  const id = useId()
  const [text, setText] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  function take() {
    if (text === null) return
    const line = scoreOf(text)
    const why = line === null ? t.notScore : refuse(line)
    setError(why)
    if (line === null || why !== null) return
    setText(null)
    if (line !== value) onChange(line)
  }

  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="text-base max-sm:min-w-22">
          {label}
        </label>
        <div className="w-18 flex-none">
          <input
            id={id}
            className={`${CONTROL} text-center font-semibold tabular-nums`}
            inputMode="decimal"
            autoComplete="off"
            value={text ?? plain(value)}
            aria-invalid={error !== null || undefined}
            aria-describedby={error === null ? undefined : `${id}-error`}
            onChange={(event) => {
              setText(event.target.value)
              setError(null)
            }}
            onBlur={take}
            onKeyDown={(event) => event.key === 'Enter' && take()}
          />
        </div>
      </div>
      {error !== null && (
        <p id={`${id}-error`} role="alert" className="max-w-60 text-sm text-high-text">
          {error}
        </p>
      )}
    </div>
  )
}

/** A score as people write it, with at most one decimal; null where it is none. */
function scoreOf(text: string): number | null {
  const written = text.trim().replace(',', '.')
  if (!/^\d{1,3}(\.\d)?$/.test(written)) return null
  const line = Number(written)
  return line <= 100 ? line : null
}
