import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { common } from '@/messages/en'
import { CONTROL, Field, type FieldTexts } from './Field'

export interface ComboOption {
  value: string
  label: string
  /** Options of one group stand together, under its name. */
  group: string
  /** Beside the label, quieter. */
  note?: string | undefined
}

interface ComboboxProps extends FieldTexts {
  value: string
  options: readonly ComboOption[]
  onChange: (value: string) => void
  placeholder?: string
  /** Makes an option of what was typed, where that may be chosen though it is not listed. */
  also?: (typed: string) => ComboOption | null
  /** Where to find the field again: `data-part` on it. */
  part?: string
}

/**
 * One of many, found by typing: the words of an option may begin with what was typed, in any order.
 * What was not chosen from the list is taken back on leaving.
 */
export function Combobox(props: ComboboxProps) {
  const { value, options, onChange, placeholder, also, part, ...texts } = props
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const listId = useId()
  const chosen = options.find((option) => option.value === value) ?? also?.(value)
  const isOpen = typed !== null
  const shown = isOpen ? found(options, typed, also) : []
  const marked = shown[Math.min(at, shown.length - 1)]
  const idOf = (option: ComboOption) => `${listId}-${option.value}`
  const open = () => {
    if (isOpen) return
    setTyped('')
    setAt(
      Math.max(
        0,
        found(options, '', also).findIndex((option) => option.value === value),
      ),
    )
  }
  const close = () => setTyped(null)
  const choose = (option: ComboOption) => {
    close()
    onChange(option.value)
  }
  const leave = () => {
    // Written out in full is as good as chosen.
    const same = shown.filter((one) => one.label.toLowerCase() === typed?.trim().toLowerCase())
    if (typed && same[0]) choose(same[0])
    else close()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      if (!isOpen) open()
      else if (shown.length) {
        setAt((Math.min(at, shown.length - 1) + step + shown.length) % shown.length)
      }
    } else if (event.key === 'Enter' && isOpen && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (marked) choose(marked)
    } else if (event.key === 'Escape' && isOpen) {
      // One key, one thing: what is open around it stays open.
      event.stopPropagation()
      close()
    }
  }
  return (
    <Field {...texts}>
      {(control) => (
        <div className="relative">
          <input
            type="text"
            role="combobox"
            {...control}
            data-part={part}
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-activedescendant={marked && idOf(marked)}
            aria-autocomplete="list"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={400}
            placeholder={chosen?.label ?? placeholder}
            value={isOpen ? typed : (chosen?.label ?? '')}
            onChange={({ target }) => {
              setTyped(target.value)
              setAt(0)
            }}
            onClick={open}
            onBlur={leave}
            onKeyDown={onKeyDown}
            className={`${CONTROL} truncate pr-8`}
          />
          <ChevronDown
            aria-hidden="true"
            size={16}
            className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3"
          />
          <Options
            id={listId}
            label={texts.label}
            isOpen={isOpen}
            {...{ shown, marked, idOf, choose }}
          />
        </div>
      )}
    </Field>
  )
}

interface OptionsProps {
  id: string
  label: string
  isOpen: boolean
  shown: readonly ComboOption[]
  marked: ComboOption | undefined
  idOf: (option: ComboOption) => string
  choose: (option: ComboOption) => void
}

function Options({ id, label, isOpen, shown, marked, idOf, choose }: OptionsProps) {
  useEffect(() => {
    const line = marked && document.getElementById(idOf(marked))
    line?.scrollIntoView?.({ block: 'nearest' })
  }, [marked, idOf])
  const groups = [...new Set(shown.map(({ group }) => group))]
  return (
    <div
      role="listbox"
      id={id}
      aria-label={label}
      tabIndex={-1}
      hidden={!isOpen}
      // The field keeps the focus: a press on the list or its scrollbar is no leaving.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-full left-0 z-30 mt-1 max-h-72 w-full min-w-64 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-2"
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
        <div key={group} role="group" aria-label={group}>
          <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-xs text-ink-3">
            {group}
          </p>
          {shown
            .filter((option) => option.group === group)
            .map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys
              <div
                key={option.value}
                role="option"
                tabIndex={-1}
                id={idOf(option)}
                aria-selected={option === marked}
                onClick={() => choose(option)}
                className="flex min-h-8 cursor-pointer flex-wrap items-center gap-x-3 rounded-sm px-2.5 py-1 text-base text-ink hover:bg-sunken aria-selected:bg-accent-soft pointer-coarse:min-h-11"
              >
                {option.label}
                {option.note && <span className="text-xs text-ink-3">{option.note}</span>}
              </div>
            ))}
        </div>
      ))}
      {isOpen && shown.length === 0 && (
        <p className="px-2.5 py-2 text-sm text-ink-3">{common.nothingMatches}</p>
      )}
    </div>
  )
}

/** Options in the order of their groups; those with what was typed at their very start first. */
function found(
  options: readonly ComboOption[],
  typed: string,
  also: ComboboxProps['also'],
): ComboOption[] {
  const text = typed.trim().toLowerCase()
  const parts = wordsOf(text)
  const fits = options.filter(({ label }) => {
    const words = wordsOf(label.toLowerCase())
    return parts.every((part) => words.some((word) => word.startsWith(part)))
  })
  const first = text ? fits.filter(({ label }) => label.toLowerCase().startsWith(text)) : []
  const groups = [...new Set([...first, ...fits].map(({ group }) => group))]
  const ordered = groups.flatMap((group) => {
    const within = fits.filter((option) => option.group === group)
    return [
      ...within.filter((option) => first.includes(option)),
      ...within.filter((option) => !first.includes(option)),
    ]
  })
  const own = also?.(typed.trim())
  return own && !options.some(({ value }) => value === own.value) ? [...ordered, own] : ordered
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
