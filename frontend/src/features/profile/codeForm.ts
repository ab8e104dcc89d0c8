import * as v from 'valibot'
import { ApiError } from '@/lib/errors'
import { profile as t } from '@/messages/en'

/** What an app shows, with or without the space people type and paste. */
const typed = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\s/g, '')),
  v.nonEmpty(t.codeMissing),
)

export const appCode = v.pipe(typed, v.regex(/^\d{6}$/, t.codeShort))
export const anyCode = typed

/** How a field for a code behaves: pasted, filled by the phone, never remembered. */
export const CODE_INPUT = {
  autoComplete: 'one-time-code',
  autoCapitalize: 'none',
  spellCheck: false,
  maxLength: 32,
} as const

/** What to say at the field for the code; undefined when the error is about something else. */
export function codeProblem(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.code === 'second_factor_wrong' || error.field === 'code' ? t.codeWrong : undefined
}
