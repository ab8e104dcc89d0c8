import { shield as t } from '@/messages/en'
import type { Burst, Shield } from './api.gen'
import { count } from './format'

/** What is stored in the place of a value that the merchant does not keep in the clear. */
const HIDDEN = 'hmac:'

/** What the payments of a burst share, as far as it may be shown. */
export const sharedBy = ({ value }: Burst): string => (value.startsWith(HIDDEN) ? t.hidden : value)

/** What became of a burst's payments: how many the shield stopped, and how many got through. */
export function became(
  { stopped, let_through }: Burst,
  { mode, effect }: Pick<Shield, 'mode' | 'effect'>,
): string {
  const done = effect === 'block' ? t.stopped : t.sentToReview
  const first = stopped > 0 || mode === 'live' ? done(count(stopped)) : t.wouldStop
  return `${first}, ${t.letThrough(count(let_through))}`
}
