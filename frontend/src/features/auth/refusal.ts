import { ApiError } from '@/lib/errors'
import { duration } from '@/lib/format'
import { login as t } from '@/messages/en'
import { errorTexts } from '@/ui/ErrorState'

const DEFAULT_WAIT_S = 60

/** Why signing in failed, and what to do, in words. */
export function refusal(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.status === 401) return t.refused
    if (error.status === 429) return t.tooMany(duration(error.retryAfter ?? DEFAULT_WAIT_S))
  }
  const { message, fix } = errorTexts(error)
  return [message, fix].filter(Boolean).join(' ')
}
