import { valibotResolver } from '@hookform/resolvers/valibot'
import { useForm } from 'react-hook-form'
import * as v from 'valibot'
import { fieldError } from '@/lib/fieldError'
import { common, profile as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { PasswordField } from '@/ui/PasswordField'
import { Refusal } from '@/ui/Refusal'
import { TextField } from '@/ui/TextField'
import { anyCode, CODE_INPUT, codeProblem } from './codeForm'

const password = v.pipe(v.string(), v.nonEmpty(t.currentMissing))
const SCHEMAS = {
  password: v.object({ password, code: v.string() }),
  code: v.object({ password: v.string(), code: anyCode }),
  both: v.object({ password, code: anyCode }),
}

interface ProofFormProps {
  /** What will happen. */
  text: string
  /** The word on the button. */
  submit: string
  asks: keyof typeof SCHEMAS
  busy: boolean
  error: unknown
  onSubmit: (proof: { password: string; code: string }) => void
  onCancel: () => void
}

/** Shows that the person is there, before something that a stolen session must not do. */
export function ProofForm({ text, submit, asks, ...rest }: ProofFormProps) {
  const { busy, error, onSubmit, onCancel } = rest
  const form = useForm({
    resolver: valibotResolver(SCHEMAS[asks]),
    defaultValues: { code: '', password: '' },
  })
  const { errors } = form.formState
  const problem = codeProblem(error)
  const atPassword = fieldError(error, 'password') && t.currentWrong
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit(onSubmit)}
      className="flex max-w-[27rem] flex-col gap-4"
    >
      <p className="text-base text-ink-2">{text}</p>
      {!problem && !atPassword && <Refusal error={error} />}
      {asks !== 'code' && (
        <PasswordField
          label={t.current}
          autoComplete="current-password"
          error={errors.password?.message ?? atPassword}
          {...form.register('password')}
        />
      )}
      {asks !== 'password' && (
        <TextField
          label={t.anyCode}
          {...CODE_INPUT}
          error={errors.code?.message ?? problem}
          {...form.register('code')}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={busy}>
          {submit}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {common.cancel}
        </Button>
      </div>
    </form>
  )
}
