import { errorTexts } from './ErrorState'
import { Notice } from './Notice'

interface RefusalProps {
  error: unknown
  /** What was not done: "The role was not changed." */
  lead?: string
}

/** Why something was not done and what to do, in the API's words; nothing without an error. */
export function Refusal({ error, lead }: RefusalProps) {
  if (!error) return null
  const { message, fix } = errorTexts(error)
  return <Notice tone="problem">{[lead, message, fix].filter(Boolean).join(' ')}</Notice>
}
