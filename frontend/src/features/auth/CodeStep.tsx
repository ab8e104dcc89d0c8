import { valibotResolver } from '@hookform/resolvers/valibot'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { ApiError } from '@/lib/errors'
import { login as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/TextField'
import { AuthFrame } from './AuthFrame'
import type { StepProps } from './PasswordStep'
import { Refused } from './Refused'
import { useWait } from './refusal'

// People paste "123 456", and recovery codes with or without their dashes.
const typed = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\s/g, '')),
  v.nonEmpty(t.codeMissing),
)
const APP = v.object({ code: v.pipe(typed, v.regex(/^\d{6}$/, t.codeShort)) })
const RECOVERY = v.object({ code: typed })

interface CodeStepProps extends StepProps {
  onSubmit: (code: string) => void
  onBack: () => void
}

/** The second factor: what the app shows, or one of the codes kept for when it is lost. */
export function CodeStep({ onSubmit, onBack, busy, error }: CodeStepProps) {
  const [recovery, setRecovery] = useState(false)
  const form = useForm({
    resolver: valibotResolver(recovery ? RECOVERY : APP),
    defaultValues: { code: '' },
  })
  const { setError, setFocus, getValues, reset } = form
  const wait = useWait(error)
  const isAsked = error instanceof ApiError && error.code === 'second_factor_required'
  const isWrong = error instanceof ApiError && error.code === 'second_factor_wrong'

  useEffect(() => setFocus('code'), [setFocus])
  useEffect(() => {
    if (!(error instanceof ApiError) || error.code !== 'second_factor_wrong') return
    const isShort = /^\d{6}$/.test(getValues('code').replace(/\s/g, ''))
    setError('code', { message: isShort ? t.codeWrong : t.recoveryWrong })
    setFocus('code')
  }, [error, getValues, setError, setFocus])

  const swap = () => {
    setRecovery(!recovery)
    reset()
    setFocus('code')
  }
  return (
    <AuthFrame title={t.codeTitle} lead={recovery ? t.recoveryLead : t.codeLead}>
      <form
        noValidate
        onSubmit={form.handleSubmit(({ code }) => onSubmit(code))}
        className="flex flex-col gap-4"
      >
        {!isWrong && !isAsked && <Refused error={error} wait={wait} />}
        <TextField
          label={recovery ? t.recovery : t.code}
          hint={recovery ? t.recoveryHint : t.codeHint}
          autoComplete={recovery ? 'off' : 'one-time-code'}
          inputMode={recovery ? 'text' : 'numeric'}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={32}
          error={form.formState.errors.code?.message}
          {...form.register('code')}
        />
        <Button type="submit" look="primary" size="l" busy={busy} disabled={wait > 0}>
          {busy ? t.submitting : t.submit}
        </Button>
      </form>
      <div className="flex flex-wrap gap-2">
        <Button size="s" onClick={swap}>
          {recovery ? t.useApp : t.useRecovery}
        </Button>
        <Button size="s" look="ghost" onClick={onBack}>
          {t.back}
        </Button>
      </div>
      <p className="text-sm text-ink-3">{t.lost}</p>
    </AuthFrame>
  )
}
