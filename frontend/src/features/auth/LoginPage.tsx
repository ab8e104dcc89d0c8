import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { $api } from '@/lib/api'
import { ApiError } from '@/lib/errors'
import { session } from '@/lib/session'
import { CodeStep } from './CodeStep'
import { typedEmail } from './fields'
import { PasswordStep } from './PasswordStep'

const route = getRouteApi('/login')

/** E-mail and password, then the second factor of those who have one. */
export function LoginPage() {
  const { next } = route.useSearch()
  const { history } = useRouter()
  const [typed, setTyped] = useState({ email: typedEmail.get(), password: '' })
  const [asksCode, setAsksCode] = useState(false)
  const { mutate, isPending, error, reset } = $api.useMutation('post', '/api/auth/login', {
    onSuccess: (answer) => {
      typedEmail.set('')
      session.begin(answer)
      history.replace(next ?? '/')
    },
    onError: (refused) => {
      if (!(refused instanceof ApiError) || refused.status !== 401) return
      // Anything else refused with 401 is about e-mail and password: those are on the first step.
      setAsksCode(/^second_factor_/.test(refused.code))
    },
  })

  if (asksCode) {
    return (
      <CodeStep
        onSubmit={(code) => mutate({ body: { ...typed, code } })}
        onBack={() => {
          reset()
          setAsksCode(false)
        }}
        busy={isPending}
        error={error}
      />
    )
  }
  return (
    <PasswordStep
      start={typed}
      onSubmit={(body) => {
        typedEmail.set(body.email)
        setTyped(body)
        mutate({ body })
      }}
      busy={isPending}
      error={error}
    />
  )
}
