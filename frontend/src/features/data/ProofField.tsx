import { fieldError } from '@/lib/fieldError'
import { useMe } from '@/lib/me'
import { data as t } from '@/messages/en'
import { PasswordField } from '@/ui/PasswordField'

interface ProofFieldProps {
  value: string
  onChange: (typed: string) => void
  /** Whether the form was sent, so that an empty field is told. */
  checked: boolean
  /** What the API answered. */
  error: unknown
}

/** The password once more, before what nobody can bring back. */
export function ProofField({ value, onChange, checked, error }: ProofFieldProps) {
  const { email } = useMe()
  const problem = !value && checked ? t.passwordMissing : isWrong(error) && t.passwordWrong
  return (
    <div className="w-full max-w-[27rem]">
      {/* Tells a password manager whose password this is. */}
      <input type="text" autoComplete="username" value={email ?? ''} readOnly hidden />
      <PasswordField
        label={t.password}
        hint={t.passwordHint}
        autoComplete="current-password"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        {...(problem && { error: problem })}
      />
    </div>
  )
}

/** Whether the API refused the password, which the field says by itself. */
export const isWrong = (error: unknown) => fieldError(error, 'password') !== undefined
