import { valibotResolver } from '@hookform/resolvers/valibot'
import { useForm, useWatch } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import type { EntityList } from '@/lib/api.gen'
import { fieldError } from '@/lib/fieldError'
import { lists as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { SendButton } from '@/ui/SendButton'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { EffectField } from './EffectField'
import { LONGEST_NAME } from './NewListForm'
import { useListsChanged } from './query'
import { WouldHave } from './WouldHave'

interface ChangeFormProps {
  list: EntityList
  onDone: () => void
  onDelete: () => void
}

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(t.nameMissing)),
  effect: v.picklist(['block', 'allow', 'none']),
})

/** Another name, or another effect with what it would have done to past orders. */
export function ChangeForm({ list, onDone, onDelete }: ChangeFormProps) {
  const changed = useListsChanged()
  const { mutate, isPending, error } = $api.useMutation('patch', '/api/lists/{list_id}', {
    onSuccess: ({ name }) => {
      toast({ text: t.change.saved(name) })
      onDone()
      void changed()
    },
  })
  const { name, effect } = list
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: { name, effect } })
  const wanted = useWatch({ control: form.control, name: 'effect' })
  const atName = fieldError(error, 'name')
  const submit = form.handleSubmit((body) =>
    mutate({ params: { path: { list_id: list.id } }, body }),
  )
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {error && !atName && <Refusal error={error} />}
      <TextField
        label={t.name}
        autoComplete="off"
        maxLength={LONGEST_NAME}
        error={form.formState.errors.name?.message ?? atName}
        {...form.register('name')}
      />
      <EffectField control={form.control} name="effect" />
      {wanted !== effect && <WouldHave list={list} effect={wanted} />}
      {/* What it would have done is long: saving it stays in sight. */}
      <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap justify-between gap-2 border-t border-line bg-raised px-5 py-3">
        <SendButton type="submit" look="primary" busy={isPending}>
          {isPending ? t.change.saving : t.change.save}
        </SendButton>
        <Button look="ghost" onClick={onDelete}>
          {t.change.remove}
        </Button>
      </div>
    </form>
  )
}
