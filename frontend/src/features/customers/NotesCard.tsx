import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import type { FormEvent } from 'react'
import { api } from '@/lib/api'
import type { CustomerDetail } from '@/lib/api.gen'
import { useDraft } from '@/lib/drafts'
import { useMe } from '@/lib/me'
import { customers } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { IconButton } from '@/ui/IconButton'
import { Refusal } from '@/ui/Refusal'
import { TextArea } from '@/ui/TextArea'
import { toast } from '@/ui/Toast'
import { When } from '@/ui/When'
import { customerOptions } from './query'

const t = customers.page
const LONGEST = 2000

/** What the team wrote down, newest first; whoever may review may write. */
export default function NotesCard({ customer: { customer, notes } }: { customer: CustomerDetail }) {
  const mayWrite = useMe().scopes.includes('feedback')
  const cache = useQueryClient()
  const fresh = () => cache.invalidateQueries({ queryKey: customerOptions(customer).queryKey })
  const remove = useMutation({
    mutationFn: async (note_id: number) => {
      const params = { path: { customer, note_id } }
      await api.DELETE('/api/customers/{customer}/notes/{note_id}', { params })
    },
    onSuccess: () => toast({ text: t.removed }),
    onSettled: fresh,
  })
  return (
    <Card title={t.notes}>
      {mayWrite && <NewNote customer={customer} onAdded={fresh} />}
      {!notes.length && <p className="mt-3 text-sm text-ink-2">{t.notesNone}</p>}
      {remove.error && <Refusal error={remove.error} lead={t.notRemoved} />}
      <ul className="mt-3 flex flex-col gap-3 empty:hidden">
        {notes.map((note) => (
          <li key={note.id} className="flex gap-2 border-t border-line pt-3">
            <div className="min-w-0 flex-1">
              <p className="text-sm break-words whitespace-pre-wrap">{note.text}</p>
              <p className="text-xs text-ink-3">
                {note.by} · <When at={note.at} />
              </p>
            </div>
            {mayWrite && (
              <IconButton label={t.remove} onClick={() => remove.mutate(note.id)}>
                <Trash2 aria-hidden="true" size={16} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface NewNoteProps {
  customer: string
  onAdded: () => Promise<void>
}

function NewNote({ customer, onAdded }: NewNoteProps) {
  const [text, write, clear] = useDraft(`customer-note:${customer}`)
  const add = useMutation({
    mutationFn: async () => {
      const params = { path: { customer } }
      await api.POST('/api/customers/{customer}/notes', { params, body: { text: text.trim() } })
    },
    onSuccess: () => {
      clear()
      toast({ text: t.added })
      return onAdded()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) add.mutate()
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <TextArea
        label={t.note}
        labelHidden
        placeholder={t.note}
        rows={2}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {add.error && <Refusal error={add.error} lead={t.notAdded} />}
      <div>
        <Button size="s" type="submit" busy={add.isPending} disabled={!text.trim()}>
          {t.add}
        </Button>
      </div>
    </form>
  )
}
