import { useMe } from '@/lib/me'
import { useOfflineSince } from '@/lib/online'
import { review as t } from '@/messages/en'

/** Whether this person may decide now, whether ever, and why not. */
export function useMayDecide(): { may: boolean; mayEver: boolean; why: string | null } {
  const offline = useOfflineSince() !== null
  const { scopes } = useMe()
  if (!scopes.includes('feedback')) return { may: false, mayEver: false, why: t.mayNot }
  return { may: !offline, mayEver: true, why: offline ? t.offline : null }
}
