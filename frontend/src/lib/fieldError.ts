import { ApiError } from './errors'
import { sentenceCase } from './format'

/**
 * What an error says of one field, to stand under it: "password: is too short" as "Is too short.",
 * with what to do about it. Undefined when the error is about something else.
 */
export function fieldError(error: unknown, field: string): string | undefined {
  // The API names parts of a list or object, too: "allowed_addresses[1]".
  if (!(error instanceof ApiError) || error.field?.split(/[.[]/)[0] !== field) return undefined
  const words = error.message.replace(/^[\w.[\]]+: /, '')
  const text = sentenceCase(words)
  return [/[.!?]$/.test(text) ? text : `${text}.`, error.fix].filter(Boolean).join(' ')
}
