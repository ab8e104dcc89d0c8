import { valibotResolver } from '@hookform/resolvers/valibot'
import { useForm, useWatch } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import { fieldError } from '@/lib/fieldError'
import { newPassword } from '@/lib/password'
import { profile as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { NewPasswordField } from '@/ui/NewPasswordField'
import { PasswordField } from '@/ui/PasswordField'
import { Refusal } from '@/ui/Refusal'
import { toast } from '@/ui/Toast'

const schema = v.object({
  current_password: v.pipe(v.string(), v.nonEmpty(t.currentMissing)),
  new_password: newPassword,
})
const EMPTY = { current_password: '', new_password: '' }

export default function PasswordCard({ email }: { email: string | null }) {
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: EMPTY })
  const { mutate, isPending, error } = $api.useMutation('post', '/api/me/password', {
    onSuccess: () => {
      form.reset(EMPTY)
      toast({ text: t.changed })
    },
  })
  const typed = useWatch({ control: form.control, name: 'new_password' })
  const { errors } = form.formState
  const atCurrent = fieldError(error, 'current_password') && t.currentWrong
  const atNew = fieldError(error, 'new_password')
  return (
    <Card title={t.password} note={t.passwordNote}>
      <form
        noValidate
        onSubmit={form.handleSubmit((body) => mutate({ body }))}
        className="flex max-w-[27rem] flex-col gap-4"
      >
        {!atCurrent && !atNew && <Refusal error={error} />}
        {/* Tells a password manager whose password this is. */}
        <input type="text" autoComplete="username" value={email ?? ''} readOnly hidden />
        <PasswordField
          label={t.current}
          autoComplete="current-password"
          error={errors.current_password?.message ?? atCurrent}
          {...form.register('current_password')}
        />
        <NewPasswordField
          label={t.next}
          typed={typed}
          error={errors.new_password?.message ?? atNew}
          {...form.register('new_password')}
        />
        <div>
          <Button type="submit" busy={isPending}>
            {isPending ? t.changing : t.change}
          </Button>
        </div>
      </form>
    </Card>
  )
}
