import { valibotResolver } from '@hookform/resolvers/valibot'
import { useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import { fieldError } from '@/lib/fieldError'
import { useMe } from '@/lib/me'
import { ROLES } from '@/lib/roles'
import { team as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Refusal } from '@/ui/Refusal'
import { Select } from '@/ui/Select'
import { TextField } from '@/ui/TextField'
import { toast } from '@/ui/Toast'
import { givable } from './rights'

const schema = v.object({
  email: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(t.emailMissing),
    v.regex(/^[^@\s]+@[^@\s]+$/, t.emailWrong),
  ),
  role: v.picklist(ROLES),
})
const EMPTY: v.InferOutput<typeof schema> = { email: '', role: 'reviewer' }

export default function InviteForm() {
  const cache = useQueryClient()
  const roles = givable(useMe())
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: EMPTY })
  const { mutate, isPending, error } = $api.useMutation('post', '/api/invitations', {
    onSuccess: ({ email, role: last }) => {
      // The next one is often invited as the same.
      form.reset({ email: '', role: last })
      toast({ text: t.invited(email) })
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: ['get', '/api/invitations'] }),
  })
  const role = useWatch({ control: form.control, name: 'role' })
  const atEmail = fieldError(error, 'email')
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((body) => mutate({ body }))}
      className="flex flex-col gap-3"
    >
      {!atEmail && <Refusal error={error} />}
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-56 flex-1">
          <TextField
            label={t.email}
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            error={form.formState.errors.email?.message ?? atEmail}
            {...form.register('email')}
          />
        </div>
        <div className="w-36">
          <Select
            label={t.role}
            options={roles.map((value) => ({ value, label: t.roles[value] }))}
            {...form.register('role')}
          />
        </div>
        {/* In line with the fields beside it, whose labels stand above them. */}
        <div className="pt-6.5">
          <Button type="submit" look="primary" busy={isPending}>
            {isPending ? t.inviting : t.invite}
          </Button>
        </div>
      </div>
      <p className="text-sm text-ink-3">{t.roleNotes[role]}</p>
    </form>
  )
}
