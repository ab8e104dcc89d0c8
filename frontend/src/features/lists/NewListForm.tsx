import { valibotResolver } from '@hookform/resolvers/valibot'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import type { EntityList } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import { lists as t } from '@/messages/en'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import { SendButton } from '@/ui/SendButton'
import { TextField } from '@/ui/TextField'
import { EffectField } from './EffectField'

export const LONGEST_NAME = 80
const KINDS = [
  'card',
  'customer',
  'device',
  'ip',
  'email',
  'domain',
  'country',
  'terminal',
  'card_bin',
] as const
const EFFECTS = ['block', 'allow', 'none'] as const

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(t.nameMissing)),
  kind: v.picklist(KINDS),
  effect: v.picklist(EFFECTS),
})
type Values = v.InferOutput<typeof schema>

const EMPTY: Values = { name: '', kind: 'card', effect: 'block' }

/** Makes an empty list of one kind of value. */
export function NewListForm({ onMade }: { onMade: (list: EntityList) => void }) {
  const { mutate, isPending, error } = $api.useMutation('post', '/api/lists', { onSuccess: onMade })
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: EMPTY })
  const atName = fieldError(error, 'name')
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((body) => mutate({ body }))}
      className="flex flex-col gap-4"
    >
      {error && !atName && <Refusal error={error} />}
      <TextField
        label={t.name}
        hint={t.nameHint}
        autoComplete="off"
        maxLength={LONGEST_NAME}
        error={form.formState.errors.name?.message ?? atName}
        {...form.register('name')}
      />
      <Select
        label={t.kind}
        hint={t.kindHint}
        options={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
        {...form.register('kind')}
      />
      <EffectField control={form.control} name="effect" />
      <p className="text-sm text-ink-2">{t.emptyAtFirst}</p>
      <div>
        <SendButton type="submit" look="primary" busy={isPending}>
          {isPending ? t.making : t.make}
        </SendButton>
      </div>
      <p className="text-xs text-ink-3">{t.limits}</p>
    </form>
  )
}
