import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { EntityList, Listed } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import type { Listable } from '@/lib/listable'
import { lists } from '@/messages/en'
import { Notice } from '@/ui/Notice'
import { Refusal } from '@/ui/Refusal'
import { Segmented } from '@/ui/Segmented'
import { Select } from '@/ui/Select'
import { SendButton } from '@/ui/SendButton'
import { TextField } from '@/ui/TextField'
import { LONGEST_REASON } from './AddForm'
import { END_OPTIONS, type End, endsAt } from './ends'
import { LONGEST_NAME } from './NewListForm'
import type { Effect } from './query'
import { Tried } from './Tried'
import { NEW, usePut } from './usePut'
import { freeName } from './words'

const t = lists.put
const LOOKS = { block: 'decline', allow: 'approve', none: 'primary' } as const
/** One of them is shared by people who have nothing to do with each other. */
const WIDE: readonly string[] = ['country', 'domain', 'terminal', 'ip', 'card_bin']

interface PutFormProps {
  one: Listable
  /** The lists it is on already. */
  on: readonly Listed[]
  all: readonly EntityList[]
  onDone: () => void
}

/** Puts one value on a list of its kind, or on a new one. */
export function PutForm({ one, on, all, onDone }: PutFormProps) {
  const ofKind = all.filter((list) => list.kind === one.kind)
  const rest = ofKind.filter((list) => !on.some((standing) => standing.list_id === list.id))
  const [effect, setEffect] = useState<Effect>('block')
  const fitting = rest.filter((list) => list.effect === effect)
  // Only rules' lists that are there: one that no rule asks yet would do nothing.
  const effects = (['block', 'allow', 'none'] as const).filter(
    (choice) => choice !== 'none' || rest.some((list) => list.effect === 'none'),
  )
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
          {t.effect}
        </p>
        <Segmented
          label={t.effect}
          value={effect}
          options={effects.map((value) => ({ value, label: lists.choices[value] }))}
          onChange={setEffect}
        />
        {WIDE.includes(one.kind) && effect !== 'none' && (
          <p className="mt-1 text-xs text-ink-3">{t.everywhere(lists.single[one.kind])}</p>
        )}
      </div>
      {effect === 'allow' && on.some((standing) => standing.effect === 'block') && (
        <Notice tone="note">{t.blockWins}</Notice>
      )}
      <Fields
        key={`${effect} ${fitting.map(({ id }) => id).join()}`}
        one={one}
        effect={effect}
        fitting={fitting}
        all={all}
        onDone={onDone}
      />
    </div>
  )
}

interface FieldsProps extends Omit<PutFormProps, 'on'> {
  effect: Effect
  /** Lists it can be put on: of its kind and with this effect. */
  fitting: readonly EntityList[]
}

function Fields({ one, effect, fitting, all, onDone }: FieldsProps) {
  const { mutate, isPending, error } = usePut(one, onDone)
  const form = useForm({
    defaultValues: {
      list: String(fitting[0]?.id ?? NEW),
      name: freeName(effect, one.kind, all),
      reason: '',
      end: 'never' as End,
    },
  })
  const list = useWatch({ control: form.control, name: 'list' })
  const atName = fieldError(error, 'name')
  const submit = form.handleSubmit(({ end, name, reason, list }) =>
    mutate({
      list: fitting.find(({ id }) => String(id) === list) ?? null,
      name: name.trim(),
      effect,
      reason: reason.trim(),
      expires_at: endsAt(end, Date.now()),
    }),
  )
  const options = [
    ...fitting.map(({ id, name }) => ({ value: String(id), label: name })),
    { value: NEW, label: t.another },
  ]
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && !atName && <Refusal error={error} />}
      {fitting.length > 0 && <Select label={t.list} options={options} {...form.register('list')} />}
      {list === NEW && (
        <TextField
          label={t.name}
          autoComplete="off"
          maxLength={LONGEST_NAME}
          error={form.formState.errors.name?.message ?? atName}
          {...form.register('name', {
            validate: (name) => Boolean(name.trim()) || lists.nameMissing,
          })}
        />
      )}
      <TextField
        label={lists.add.reason}
        optional
        autoComplete="off"
        maxLength={LONGEST_REASON}
        {...form.register('reason')}
      />
      <Select label={lists.add.until} options={END_OPTIONS} {...form.register('end')} />
      <Tried
        entries={
          list === NEW
            ? { kind: one.kind, effect, add: [one.value] }
            : { list_id: Number(list), add: [one.value] }
        }
        effect={effect}
      />
      <div>
        <SendButton type="submit" look={LOOKS[effect]} busy={isPending}>
          {isPending ? t.submitting : t.submit[effect](lists.single[one.kind])}
        </SendButton>
      </div>
    </form>
  )
}
