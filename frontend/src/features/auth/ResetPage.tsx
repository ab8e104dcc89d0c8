import { valibotResolver } from '@hookform/resolvers/valibot'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useForm, useWatch } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { fieldError } from '@/lib/fieldError'
import { newPassword } from '@/lib/password'
import { session } from '@/lib/session'
import { reset as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { NewPasswordField } from '@/ui/NewPasswordField'
import { Refusal } from '@/ui/Refusal'
import { AuthFrame } from './AuthFrame'

const route = getRouteApi('/reset/$token')
const schema = v.object({ password: newPassword })

/** Follows the link of a mail: a new password, and all sessions of the old one end. */
export function ResetPage() {
  const { token } = route.useParams()
  const { mutate, isPending, isSuccess, error } = $api.useMutation('post', '/api/auth/reset', {
    // Also the one in this tab, which the service has ended already.
    onSuccess: () => session.end(true),
  })
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: { password: '' } })
  const typed = useWatch({ control: form.control, name: 'password' })
  const refused = error instanceof ApiError ? error : null
  const atField = fieldError(error, 'password')

  if (isSuccess) {
    return (
      <AuthFrame title={t.doneTitle} lead={t.done}>
        <Link to="/login" className={buttonClass('primary', 'l')}>
          {t.signIn}
        </Link>
      </AuthFrame>
    )
  }
  if (refused?.field === 'token' || refused?.status === 404) {
    return (
      <AuthFrame title={t.deadTitle} lead={t.dead}>
        <Link to="/forgot" className={buttonClass('primary', 'l')}>
          {t.askAgain}
        </Link>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t.title} lead={t.lead}>
      <form
        noValidate
        onSubmit={form.handleSubmit(({ password }) => mutate({ body: { token, password } }))}
        className="flex flex-col gap-4"
      >
        {!atField && <Refusal error={error} />}
        <NewPasswordField
          label={t.password}
          typed={typed}
          error={form.formState.errors.password?.message ?? atField}
          {...form.register('password')}
        />
        <Button type="submit" look="primary" size="l" busy={isPending}>
          {isPending ? t.submitting : t.submit}
        </Button>
      </form>
    </AuthFrame>
  )
}
