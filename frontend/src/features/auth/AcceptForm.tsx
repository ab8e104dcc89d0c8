import { valibotResolver } from '@hookform/resolvers/valibot'
import { useRouter } from '@tanstack/react-router'
import { useForm, useWatch } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import type { InvitationFacts } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { fieldError } from '@/lib/fieldError'
import { newPassword } from '@/lib/password'
import { session } from '@/lib/session'
import { invite as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { NewPasswordField } from '@/ui/NewPasswordField'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { AuthFrame } from './AuthFrame'
import { Dead } from './InvitePage'

const schema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(t.nameMissing)),
  password: newPassword,
})

interface AcceptFormProps {
  token: string
  invitation: InvitationFacts
}

export function AcceptForm({ token, invitation }: AcceptFormProps) {
  const { history } = useRouter()
  const { mutate, isPending, error } = $api.useMutation('post', '/api/auth/invitations/{token}', {
    onSuccess: (answer) => {
      session.begin(answer)
      history.replace('/')
    },
  })
  const form = useForm({
    resolver: valibotResolver(schema),
    defaultValues: { name: '', password: '' },
  })
  const typed = useWatch({ control: form.control, name: 'password' })
  const { errors } = form.formState
  const at = (field: string) => fieldError(error, field)

  if (error instanceof ApiError && error.status === 404) return <Dead />
  const role = t.roles[invitation.role] ?? invitation.role
  return (
    <AuthFrame
      title={t.title(invitation.merchant_name)}
      tab={t.tab}
      lead={invitation.invited_by ? t.lead(invitation.invited_by, role) : t.leadNobody(role)}
    >
      <form
        noValidate
        onSubmit={form.handleSubmit((body) => mutate({ params: { path: { token } }, body }))}
        className="flex flex-col gap-4"
      >
        {!at('name') && !at('password') && <Refusal error={error} />}
        <TextField
          label={t.email}
          hint={t.emailHint}
          value={invitation.email}
          readOnly
          autoComplete="username"
        />
        <TextField
          label={t.name}
          hint={t.nameHint}
          autoComplete="name"
          maxLength={100}
          error={errors.name?.message ?? at('name')}
          {...form.register('name')}
        />
        <NewPasswordField
          label={t.password}
          typed={typed}
          error={errors.password?.message ?? at('password')}
          {...form.register('password')}
        />
        <Button type="submit" look="primary" size="l" busy={isPending}>
          {isPending ? t.submitting : t.submit}
        </Button>
      </form>
      <p className="text-sm text-ink-3">{t.until(day(invitation.expires_at))}</p>
    </AuthFrame>
  )
}

/** 9 Nov 2026, 14:05, where this browser is: the merchant's zone is for those who are in. */
function day(iso: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('en-GB', style).format(new Date(iso))
}
