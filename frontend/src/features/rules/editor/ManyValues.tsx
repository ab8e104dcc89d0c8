import { type KeyboardEvent, useState } from 'react'
import type { RuleField } from '@/lib/api.gen'
import { ruleEditor as t } from '@/messages/en'
import { Chip } from '@/ui/Chip'
import { TextField } from '@/ui/TextField'
import type { LinePart } from './lines'

const MAX_VALUES = 100
const MAX_TEXT = 200

/** What a code of a country or currency stands for, where the browser knows it. */
export function codeName(kind: RuleField['kind'], code: string): string | null {
  const type = { country: 'region', currency: 'currency' }[kind as string]
  if (!type) return null
  try {
    const names = new Intl.DisplayNames('en', { type: type as 'region', fallback: 'none' })
    return names.of(code) ?? null
  } catch {
    // Not even the form of a code.
    return null
  }
}

/** Any number of texts: chips, or ticks where all there are is known. */
export function ManyValues({ line, field, onChange }: LinePart & { field: RuleField }) {
  const put = (values: readonly string[]) => onChange({ ...line, values })
  return field.values.length ? (
    <Ticks all={field.values} values={line.values} onChange={put} />
  ) : (
    <Chips kind={field.kind} values={line.values} onChange={put} />
  )
}

interface ManyProps {
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}

function Ticks({ all, values, onChange }: ManyProps & { all: readonly string[] }) {
  const isOn = (one: string) => values.some((value) => value.toLowerCase() === one.toLowerCase())
  return (
    <fieldset className="flex min-w-0 flex-wrap gap-x-4">
      <legend className="sr-only">{t.moreValues}</legend>
      {all.map((one) => (
        <label
          key={one}
          className="flex min-h-9 items-center gap-2 text-base pointer-coarse:min-h-11"
        >
          <input
            type="checkbox"
            checked={isOn(one)}
            onChange={({ target }) =>
              onChange(all.filter((other) => (other === one ? target.checked : isOn(other))))
            }
            className="size-4.5 accent-accent"
          />
          {one}
        </label>
      ))}
    </fieldset>
  )
}

function Chips({ kind, values, onChange }: ManyProps & { kind: RuleField['kind'] }) {
  const [typed, setTyped] = useState('')
  const isCode = kind === 'country' || kind === 'currency'
  const add = (text: string) => {
    const several = text.split(',').map((one) => one.trim())
    const fresh = several.filter((one) => one && !values.includes(one))
    if (fresh.length) onChange([...values, ...new Set(fresh)].slice(0, MAX_VALUES))
    setTyped('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      add(typed)
    } else if (event.key === 'Backspace' && !typed && values.length) {
      onChange(values.slice(0, -1))
    }
  }
  return (
    <div className="flex min-w-0 basis-full flex-col gap-2">
      {values.length > 0 && (
        <ul aria-label={t.moreValues} className="flex flex-wrap gap-1.5">
          {values.map((value) => (
            <li key={value}>
              <Chip
                label={[value, codeName(kind, value)].filter(Boolean).join(' · ')}
                onRemove={() => onChange(values.filter((one) => one !== value))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="w-56 max-w-full">
        <TextField
          label={t.moreValues}
          labelHidden
          hint={t.moreValuesHint}
          value={typed}
          maxLength={MAX_TEXT}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize={isCode ? 'characters' : 'none'}
          onChange={({ target }) => {
            const text = isCode ? target.value.toUpperCase() : target.value
            if (text.includes(',')) add(text)
            else setTyped(text)
          }}
          onKeyDown={onKeyDown}
          onBlur={() => add(typed)}
        />
      </div>
    </div>
  )
}
