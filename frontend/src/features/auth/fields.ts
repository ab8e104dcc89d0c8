import * as v from 'valibot'
import { login as t } from '@/messages/en'

export const email = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(t.emailMissing),
  v.regex(/^[^@\s]+@[^@\s]+$/, t.emailWrong),
)

/** What an input for an e-mail address needs beside its label. */
export const EMAIL_INPUT = {
  type: 'email',
  autoComplete: 'username',
  autoCapitalize: 'none',
  spellCheck: false,
  maxLength: 254,
} as const

// In memory only: it need not be typed again on the next page, and leaves no trace.
let lastEmail = ''

/** The e-mail address typed last in this tab, and the way to remember another. */
export const typedEmail = {
  get: (): string => lastEmail,
  set(typed: string): void {
    lastEmail = typed
  },
}
