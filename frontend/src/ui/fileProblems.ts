import { ApiError } from '@/lib/errors'
import { duration, sentenceCase } from '@/lib/format'
import { files as t } from '@/messages/en'
import { errorTexts } from './ErrorState'

/** As the API: 20 MB is 20 million bytes. */
const LIMIT_BYTES = 20_000_000

/** Why a file is not worth sending, in words; null when it is. */
export function unfit(file: File): string | null {
  if (file.size > LIMIT_BYTES) return t.tooLarge
  if (file.size === 0) return t.empty
  if (/\.(xlsx?|ods|numbers)$/i.test(file.name)) return t.spreadsheet
  return null
}

/** Why a file was not taken, in words. */
export function refusal(error: unknown): string {
  if (!(error instanceof ApiError)) return errorTexts(error).message
  if (error.status === 413) return t.tooLarge
  if (error.status === 429) return t.tooMany(duration(error.retryAfter ?? 60))
  const { message, fix } = errorTexts(error)
  return [sentence(message, error.field), fix].filter(Boolean).join(' ')
}

/** "file: is empty" as "The file is empty."; the API names the part at fault before a colon. */
export function sentence(message: string, field: string | null): string {
  const rest = field && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message
  const subject = field === 'file' ? t.theFile : field === 'header' ? t.theHeader : null
  const text = subject && /^(is|has|must|exceeds)\b/.test(rest) ? `${subject} ${rest}` : rest
  const whole = sentenceCase(text)
  return /[.!?]$/.test(whole) ? whole : `${whole}.`
}
