import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { api } from '@/lib/api'
import type { Dashboard } from '@/lib/api.gen'
import { useDraft } from '@/lib/drafts'
import { dayOf, momentOf } from '@/lib/zone'
import { overview as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { IconButton } from '@/ui/IconButton'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'
import { PAGES } from './notes'

interface NotesDialogProps {
  dashboard: Dashboard
  onClose: () => void
}

const LONGEST = 120

/** Pins a note to a day of the chart, and takes one off that somebody wrote. */
export default function NotesDialog({ dashboard, onClose }: NotesDialogProps) {
  const cache = useQueryClient()
  const fresh = () => cache.invalidateQueries({ queryKey: ['get', '/api/dashboard'] })
  const remove = useMutation({
    mutationFn: async (note_id: number) => {
      await api.DELETE('/api/chart-notes/{note_id}', { params: { path: { note_id } } })
    },
    onSuccess: () => toast({ text: t.noteRemoved }),
    onSettled: fresh,
  })
  return (
    <Dialog title={t.notes} onClose={onClose}>
      <p className="mb-3 text-sm text-ink-2">{t.noteLead}</p>
      <NewNote
        dashboard={dashboard}
        onPinned={() => {
          void fresh()
          onClose()
        }}
      />
      {remove.error && (
        <div className="mt-3">
          <Refusal error={remove.error} lead={t.noteNotRemoved} />
        </div>
      )}
      {dashboard.notes.length > 0 && (
        <>
          <h3 className="mt-4 text-sm font-medium">{t.notesOf}</h3>
          <ul>
            {dashboard.notes.map((note) => (
              <li
                key={`${note.id} ${note.at} ${note.text}`}
                className="flex items-center gap-2 border-b border-line py-1.5"
              >
                <div className="min-w-0 flex-1">
                  <p className="text-sm break-words">
                    <What note={note} />
                  </p>
                  <p className="text-xs text-ink-3">
                    <When at={note.at} as="day" />
                    {note.by && ` · ${note.by}`}
                  </p>
                </div>
                {note.id !== null && (
                  <IconButton
                    label={t.noteRemove(note.text)}
                    onClick={() => note.id !== null && remove.mutate(note.id)}
                  >
                    <Trash2 aria-hidden="true" size={16} />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

/** What the service noted by itself leads to the page that knows more of it. */
function What({ note }: { note: Dashboard['notes'][number] }) {
  const to = PAGES[note.kind]
  if (!to) return note.text
  return (
    <Link to={to} className="text-accent underline underline-offset-2">
      {note.text}
    </Link>
  )
}

interface NewNoteProps {
  dashboard: Dashboard
  onPinned: () => void
}

function NewNote({ dashboard: { starts_at, ends_at, time_zone }, onPinned }: NewNoteProps) {
  const [first, last] = [dayOf(starts_at, time_zone), dayOf(ends_at, time_zone)]
  const [day, setDay] = useState(last)
  const [text, write, clear] = useDraft('chart-note')
  const [tried, setTried] = useState(false)
  const isDayWrong = day < first || day > last
  const isTextWrong = !text.trim()
  const add = useMutation({
    mutationFn: async () => {
      // Noon of the day is on the day in every zone; today's may be yet to come.
      const noon = momentOf(`${day}T12:00:00`, time_zone)
      const at = noon < ends_at ? noon : ends_at
      await api.POST('/api/chart-notes', { body: { at, text: text.trim() } })
    },
    onSuccess: () => {
      clear()
      toast({ text: t.noteSaved })
      onPinned()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isDayWrong && !isTextWrong) add.mutate()
  }
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        type="date"
        label={t.noteDay}
        min={first}
        max={last}
        value={day}
        onChange={(event) => setDay(event.target.value)}
        {...(tried && isDayWrong && { error: t.noteDayMissing })}
      />
      <TextField
        label={t.noteText}
        hint={t.noteHint}
        maxLength={LONGEST}
        autoComplete="off"
        value={text}
        onChange={(event) => write(event.target.value)}
        {...(tried && isTextWrong && { error: t.noteMissing })}
      />
      {add.error && <Refusal error={add.error} lead={t.noteNotSaved} />}
      <div>
        <Button look="primary" type="submit" busy={add.isPending}>
          {t.noteSave}
        </Button>
      </div>
    </form>
  )
}
