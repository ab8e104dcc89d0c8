import { ApiError } from '@/lib/errors'
import { duration, sentenceCase } from '@/lib/format'
import { score as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'
import { FIELDS, type FieldName } from './form'

const DEFAULT_WAIT_S = 60

/** Where an error belongs: at a field of the form, or above it; and what it says, in words. */
export interface Refusal {
  field: FieldName | null
  text: string
}

export function refusal(error: unknown): Refusal {
  if (error instanceof ApiError) {
    const field = FIELDS.find((name) => name === error.field)
    if (field && error.status === 409) return { field, text: t.conflict }
    if (field) return { field, text: sentence(error.message, field) }
    if (error.status === 429) {
      return { field: null, text: t.tooMany(duration(error.retryAfter ?? DEFAULT_WAIT_S)) }
    }
  }
  const { message, fix } = errorTexts(error)
  return { field: null, text: [message, fix, t.kept].filter(Boolean).join(' ') }
}

/** "country: must be …" as it reads under the field called Country. */
function sentence(message: string, field: FieldName): string {
  const words = message.replace(`${field}: `, '')
  return sentenceCase(words)
}
