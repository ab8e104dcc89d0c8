import { useEffect, useRef } from 'react'
import { useShortcuts } from '@/lib/keys'
import { useKeyText } from '@/lib/shortcuts'
import { Kbd } from './Kbd'
import { TextField } from './TextField'

interface SearchFieldProps {
  /** What is searched, read out. */
  label: string
  placeholder: string
  text: string | undefined
  onText: (text: string | undefined) => void
}

const PAUSE_MS = 300

/** Searches as one types, after a short pause. `/` goes there from anywhere on the page. */
export function SearchField({ label, placeholder, text, onText }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const key = useKeyText('filter')
  useShortcuts({
    filter: () => {
      input.current?.focus()
      input.current?.select()
    },
  })
  useEffect(() => {
    // The address changed by another way than typing here.
    if (input.current && waiting.current === undefined) input.current.value = text ?? ''
  }, [text])
  useEffect(() => () => clearTimeout(waiting.current), [])

  const search = () => {
    clearTimeout(waiting.current)
    waiting.current = undefined
    const wanted = input.current?.value.trim() || undefined
    if (wanted !== text) onText(wanted)
  }
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  })

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        search()
      }}
    >
      <TextField
        ref={input}
        type="search"
        label={label}
        labelHidden
        placeholder={placeholder}
        title={label}
        aria-keyshortcuts={key}
        autoComplete="off"
        maxLength={128}
        defaultValue={text}
        onChange={() => {
          clearTimeout(waiting.current)
          waiting.current = setTimeout(() => latest.current(), PAUSE_MS)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // A search field empties itself on Escape; leaving it is not taking the search back.
          event.preventDefault()
          event.currentTarget.blur()
        }}
        end={
          key && (
            <span className="pr-2.5">
              <Kbd>{key}</Kbd>
            </span>
          )
        }
      />
    </form>
  )
}
