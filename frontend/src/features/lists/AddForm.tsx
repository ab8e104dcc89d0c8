import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { $api } from '@/lib/api'
import type { EntityList, EntriesTried } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count } from '@/lib/format'
import { useRested } from '@/lib/preview'
import { lists } from '@/messages/en'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import { SendButton } from '@/ui/SendButton'
import { TextArea } from '@/ui/TextArea'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { END_OPTIONS, type End, endsAt } from './ends'
import { MOST_AT_ONCE, type Pasted, pasted, unfitFor } from './pasted'
import { type ListKind, useEntriesChanged } from './query'
import { Tried } from './Tried'
import { lineNumbers } from './words'

const t = lists.add
export const LONGEST_REASON = 200
/** Values are written for longer than a slider is moved: past orders are not asked in between. */
const WRITTEN_MS = 1_000

interface AddFormProps {
  list: EntityList
  onDone: () => void
}

/** Puts up to a thousand values on a list, all or none of them. */
export function AddForm({ list, onDone }: AddFormProps) {
  const changed = useEntriesChanged()
  const [sent, setSent] = useState<readonly Pasted[]>([])
  const { mutate, isPending, error } = $api.useMutation('post', '/api/lists/{list_id}/entries', {
    onSuccess: ({ added, changed: before }) => {
      const said = [
        (added > 0 || before === 0) && t.added(added, count(added), list.name),
        before > 0 && t.changed(before, count(before)),
      ]
      toast({ text: said.filter(Boolean).join(' ') })
      void changed()
      onDone()
    },
  })
  const form = useForm({ defaultValues: { values: '', reason: '', end: 'never' as End } })
  const refused = refusedLine(error, sent)
  const written = useWatch({ control: form.control, name: 'values' })
  const tried = useRested(triedOf(list, written), WRITTEN_MS)
  const submit = form.handleSubmit(({ values, reason, end }) => {
    const found = pasted(values)
    setSent(found)
    const expires_at = endsAt(end, Date.now())
    const entries = found.map(({ value }) => ({ value, reason: reason.trim(), expires_at }))
    mutate({ params: { path: { list_id: list.id } }, body: { entries } })
  })
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && !refused && <Refusal error={error} lead={t.nothing} />}
      <TextArea
        label={t.values}
        hint={t.valuesHint[list.kind]}
        code
        rows={8}
        error={form.formState.errors.values?.message ?? refused}
        {...form.register('values', { validate: (text) => problemOf(list.kind, text) ?? true })}
      />
      <TextField
        label={t.reason}
        optional
        hint={t.reasonHint}
        autoComplete="off"
        maxLength={LONGEST_REASON}
        {...form.register('reason')}
      />
      <Select label={t.until} options={END_OPTIONS} {...form.register('end')} />
      <Tried entries={tried} effect={list.effect} />
      <div>
        <SendButton type="submit" look="primary" busy={isPending}>
          {isPending ? t.submitting : t.submit}
        </SendButton>
      </div>
    </form>
  )
}

/** What to ask past orders for; nothing while what was written could not be added. */
function triedOf(list: EntityList, text: string): EntriesTried | null {
  if (problemOf(list.kind, text) !== null) return null
  return { list_id: list.id, add: [...new Set(pasted(text).map(({ value }) => value))] }
}

/** What is wrong with what was written, every line at fault named; null when it may be sent. */
function problemOf(kind: ListKind, text: string): string | null {
  const found = pasted(text)
  if (!found.length) return t.missing
  if (found.length > MOST_AT_ONCE) return t.tooMany(count(found.length))
  const wrong = unfitFor(kind, found).map(({ line }) => line)
  return wrong.length ? t.wrong(lineNumbers(wrong), t.form[kind], wrong.length > 1) : null
}

/** The service's word on one value ("entries[3].value: …"), said of the line it was written on. */
function refusedLine(error: unknown, sent: readonly Pasted[]): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  const index = error.field?.match(/^entries\[(\d+)\]/)?.[1]
  const line = index && sent[Number(index)]?.line
  if (!line) return undefined
  const words = error.message.replace(/^[\w.[\]]+: /, '')
  return t.refused(count(line), words)
}
