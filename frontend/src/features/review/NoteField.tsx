import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'
import { useKeyText } from '@/lib/shortcuts'
import { review as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { TextField } from '@/ui/TextField'
import { matching, typedName, withName } from './mentions'
import type { Member, Review } from './types'
import { useNote } from './useNote'

export const MOST_CHARACTERS = 2000

export interface NoteHandle {
  /** False where there is no room for the field. */
  focus: () => boolean
  /** Keeps what is typed, if anything is. */
  save: () => void
}

interface NoteFieldProps {
  review: Pick<Review, 'id'>
  handle?: Ref<NoteHandle>
  /** With its label in sight, and people offered below it instead of above. */
  large?: boolean
  onEscape?: () => void
}

/** One line to write a note; Enter keeps it, "@" offers the people of the team. */
export default function NoteField({ review, handle, large = false, onEscape }: NoteFieldProps) {
  const note = useNote(review.id)
  const field = useRef<HTMLInputElement>(null)
  useImperativeHandle(handle, () => ({
    focus: () => {
      field.current?.focus()
      return document.activeElement === field.current
    },
    save: () => void note.save(),
  }))
  const listId = useId()
  const key = useKeyText('note')
  const [at, setAt] = useState(0)
  const typed = typedName(note.text)
  const offered = typed === null ? [] : matching(typed, note.people)
  const chosen = offered[Math.min(at, offered.length - 1)]

  const take = (person: Member) => {
    note.write(withName(note.text, typed ?? '', person))
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step && offered.length) setAt((at + step + offered.length) % offered.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen)
    else if (event.key === 'Enter') void note.save()
    else if (event.key === 'Escape') onEscape?.()
    else return
    if (event.key !== 'Escape') event.preventDefault()
  }
  const said = note.error ? errorTexts(note.error).message : undefined
  return (
    <div className="relative">
      <TextField
        ref={field}
        label={t.note}
        labelHidden={!large}
        placeholder={key ? t.noteHint(key) : t.noteHintBare}
        {...(large && { hint: t.noteKept })}
        {...(said && { error: said })}
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(chosen && { 'aria-activedescendant': `${listId}-${chosen.id}` })}
        autoComplete="off"
        maxLength={MOST_CHARACTERS}
        value={note.text}
        onChange={(event) => note.write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t.people}
        className={`absolute inset-x-0 z-30 overflow-hidden rounded-md border border-line bg-raised p-1 shadow-2 empty:hidden ${large ? 'top-full mt-1' : 'bottom-full mb-1'}`}
      >
        {offered.map((person) => (
          <div
            key={person.id}
            id={`${listId}-${person.id}`}
            role="option"
            aria-selected={person === chosen}
            tabIndex={-1}
            // Before the field loses its focus.
            onPointerDown={(event) => {
              event.preventDefault()
              take(person)
            }}
            className="flex min-h-8 cursor-pointer items-center rounded-sm px-2 text-sm text-ink aria-selected:bg-sunken pointer-coarse:min-h-11"
          >
            {person.name}
          </div>
        ))}
      </div>
      <p role="status" className={note.waiting ? 'mt-1 text-xs text-ink-2' : 'sr-only'}>
        {note.waiting > 0 && t.noteWaits}
      </p>
    </div>
  )
}
