import { valibotResolver } from '@hookform/resolvers/valibot'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { duration } from '@/lib/format'
import { login, reset as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { TextField } from '@/ui/TextField'
import { AuthFrame } from './AuthFrame'
import { EMAIL_INPUT, email, typedEmail } from './fields'
import { inWords, waitOf } from './refusal'

const schema = v.object({ email })

/** Asks for a link by mail. What it answers is the same whether or not there is such an account. */
export function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { mutate, isPending, error } = $api.useMutation('post', '/api/auth/forgot')
  const form = useForm({
    resolver: valibotResolver(schema),
    defaultValues: { email: typedEmail.get() },
  })

  if (sentTo) {
    return (
      <AuthFrame title={t.sentTitle} lead={t.sent(sentTo)}>
        <p className="text-base text-ink-2">{t.notThere}</p>
        <div className="flex flex-wrap gap-2">
          <Link to="/login" className={buttonClass('primary')}>
            {t.toSignIn}
          </Link>
          <Button onClick={() => setSentTo(null)}>{t.again}</Button>
        </div>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t.forgotTitle} lead={t.forgotLead}>
      <form
        noValidate
        onSubmit={form.handleSubmit((body) => {
          typedEmail.set(body.email)
          mutate({ body }, { onSuccess: () => setSentTo(body.email) })
        })}
        className="flex flex-col gap-4"
      >
        {error && (
          <Notice tone="problem">
            {error instanceof ApiError && error.status === 429
              ? t.tooMany(duration(waitOf(error)))
              : inWords(error)}
          </Notice>
        )}
        <TextField
          label={login.email}
          error={form.formState.errors.email?.message}
          {...EMAIL_INPUT}
          {...form.register('email')}
        />
        <Button type="submit" look="primary" size="l" busy={isPending}>
          {isPending ? t.sending : t.send}
        </Button>
      </form>
      <p>
        <Link to="/login" className="target text-sm text-accent underline-offset-4 hover:underline">
          {t.toSignIn}
        </Link>
      </p>
    </AuthFrame>
  )
}
