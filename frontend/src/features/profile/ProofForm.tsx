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

const CODE = v.object({ code: anyCode, password: v.string() })
const BOTH = v.object({
  code: anyCode,
  password: v.pipe(v.string(), v.nonEmpty(t.currentMissing)),
})

interface ProofFormProps {
  /** What will happen. */
  text: string
  /** The word on the button. */
  submit: string
  withPassword?: boolean
  busy: boolean
  error: unknown
  onSubmit: (proof: v.InferOutput<typeof CODE>) => void
  onCancel: () => void
}

/** Shows that the person is there, before something that a stolen session must not do. */
export function ProofForm({ text, submit, withPassword = false, ...rest }: ProofFormProps) {
  const { busy, error, onSubmit, onCancel } = rest
  const form = useForm({
    resolver: valibotResolver(withPassword ? BOTH : CODE),
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
      {withPassword && (
        <PasswordField
          label={t.current}
          autoComplete="current-password"
          error={errors.password?.message ?? atPassword}
          {...form.register('password')}
        />
      )}
      <TextField
        label={t.anyCode}
        {...CODE_INPUT}
        error={errors.code?.message ?? problem}
        {...form.register('code')}
      />
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
