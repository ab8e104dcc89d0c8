import { valibotResolver } from '@hookform/resolvers/valibot'
import { Link } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { login as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { PasswordField } from '@/ui/PasswordField'
import { TextField } from '@/ui/TextField'
import { AuthFrame } from './AuthFrame'
import { EMAIL_INPUT, email, typedEmail } from './fields'
import { Refused } from './Refused'
import { useWait } from './refusal'

const schema = v.object({
  email,
  password: v.pipe(v.string(), v.nonEmpty(t.passwordMissing)),
})

export interface StepProps {
  busy: boolean
  /** Why the last attempt failed. */
  error: unknown
}

interface PasswordStepProps extends StepProps {
  start: v.InferOutput<typeof schema>
  onSubmit: (typed: v.InferOutput<typeof schema>) => void
}

export function PasswordStep({ start, onSubmit, busy, error }: PasswordStepProps) {
  const form = useForm({ resolver: valibotResolver(schema), defaultValues: start })
  const { errors } = form.formState
  const wait = useWait(error)
  return (
    <AuthFrame title={t.title} lead={t.lead}>
      <form noValidate onSubmit={form.handleSubmit(onSubmit)} className="flex flex-col gap-4">
        <Refused error={error} wait={wait} />
        <TextField
          label={t.email}
          error={errors.email?.message}
          {...EMAIL_INPUT}
          {...form.register('email')}
        />
        <PasswordField
          label={t.password}
          autoComplete="current-password"
          error={errors.password?.message}
          {...form.register('password')}
        />
        <Button type="submit" look="primary" size="l" busy={busy} disabled={wait > 0}>
          {busy ? t.submitting : t.submit}
        </Button>
      </form>
      <p>
        <Link
          to="/forgot"
          onClick={() => typedEmail.set(form.getValues('email').trim())}
          className="target text-sm text-accent underline-offset-4 hover:underline"
        >
          {t.forgot}
        </Link>
      </p>
    </AuthFrame>
  )
}
