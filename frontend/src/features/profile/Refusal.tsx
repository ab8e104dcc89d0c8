import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'

/** Why something was not done, in the API's words; nothing without an error. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null
  const { message, fix } = errorTexts(error)
  return <Notice tone="problem">{[message, fix].filter(Boolean).join(' ')}</Notice>
}
