import { valibotResolver } from '@hookform/resolvers/valibot'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { $api } from '@/lib/api'
import { session } from '@/lib/session'
import { shell, login as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { IconButton } from '@/ui/IconButton'
import { Logo } from '@/ui/Logo'
import { Notice } from '@/ui/Notice'
import { PageTitle } from '@/ui/Page'
import { TextField } from '@/ui/TextField'
import { refusal } from './refusal'

const schema = v.object({
  email: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(t.emailMissing),
    v.regex(/^[^@\s]+@[^@\s]+$/, t.emailWrong),
  ),
  password: v.pipe(v.string(), v.nonEmpty(t.passwordMissing)),
})

const route = getRouteApi('/login')

export function LoginPage() {
  const { next } = route.useSearch()
  const { history } = useRouter()
  const [shown, setShown] = useState(false)
  const signIn = $api.useMutation('post', '/api/auth/login', {
    onSuccess: (answer) => {
      session.begin(answer)
      history.replace(next ?? '/')
    },
  })
  const form = useForm({
    resolver: valibotResolver(schema),
    defaultValues: { email: '', password: '' },
    shouldUseNativeValidation: false,
  })
  const { errors } = form.formState
  const Icon = shown ? EyeOff : Eye

  return (
    <main id="main" className="flex h-full flex-col overflow-y-auto">
      <PageTitle tab={t.title} />
      <div className="flex h-14 flex-none items-center gap-2.5 px-4 text-md font-semibold">
        <Logo />
        {shell.product}
      </div>
      <form
        noValidate
        onSubmit={form.handleSubmit((body) => signIn.mutate({ body }))}
        className="m-auto flex w-full max-w-[400px] flex-col gap-4 p-4 pb-24"
      >
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">{t.title}</h1>
          <p className="mt-1 text-md text-ink-2">{t.lead}</p>
        </div>
        {signIn.error && <Notice tone="problem">{refusal(signIn.error)}</Notice>}
        <TextField
          label={t.email}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={errors.email?.message}
          {...form.register('email')}
        />
        <TextField
          label={t.password}
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          error={errors.password?.message}
          end={
            <IconButton label={shown ? t.hide : t.show} onClick={() => setShown(!shown)}>
              <Icon aria-hidden="true" size={18} />
            </IconButton>
          }
          {...form.register('password')}
        />
        <Button type="submit" look="primary" size="l" busy={signIn.isPending}>
          {signIn.isPending ? t.submitting : t.submit}
        </Button>
      </form>
    </main>
  )
}
