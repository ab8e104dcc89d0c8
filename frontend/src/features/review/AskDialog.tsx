import { useState } from 'react'
import { useMe } from '@/lib/me'
import { review as t } from '@/messages/en'
import { Avatar } from '@/ui/Avatar'
import { Dialog } from '@/ui/Dialog'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { TextField } from '@/ui/TextField'
import { focused } from './focused'
import { MOST_CHARACTERS } from './NoteField'
import type { Member } from './types'
import { usePeople } from './usePeople'

interface AskDialogProps {
  onAsk: (person: Member, note: string) => void
  onClose: () => void
}

/** Whom to ask, and what; the order is theirs then. */
export default function AskDialog({ onAsk, onClose }: AskDialogProps) {
  const [note, setNote] = useState('')
  const people = usePeople()
  const me = useMe().id
  const others = people.data?.items.filter(({ id, role }) => id !== me && role !== 'viewer')
  return (
    <Dialog title={t.askTitle} onClose={onClose}>
      <div className="flex flex-col gap-4 pt-1">
        {people.error && (
          <ErrorState
            title={t.peopleFailed}
            error={people.error}
            onRetry={() => void people.refetch()}
          />
        )}
        {people.isPending && <Skeleton className="h-24" />}
        {others?.length === 0 && <p className="text-base text-ink-2">{t.nobodyToAsk}</p>}
        {others && others.length > 0 && (
          <>
            <TextField
              label={t.askNote}
              optional
              maxLength={MOST_CHARACTERS}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <ul aria-label={t.people} className="flex flex-col gap-1">
              {others.map((person, place) => (
                <li key={person.id}>
                  <button
                    type="button"
                    // The first is what Enter takes; Shift and Tab leads to the question.
                    {...(place === 0 && { ref: focused })}
                    onClick={() => onAsk({ id: person.id, name: person.name }, note.trim())}
                    className="flex min-h-11 w-full items-center gap-3 rounded-md px-2 text-left text-base hover:bg-sunken"
                  >
                    <Avatar name={person.name} />
                    <span className="min-w-0 truncate">{person.name}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
