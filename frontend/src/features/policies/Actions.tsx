import { Link } from '@tanstack/react-router'
import type { Policy } from '@/lib/api.gen'
import { policies as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import type { ACTS } from './search'

type Act = (typeof ACTS)[number]

interface ActionsProps {
  policy: Policy
  /** Another went live since: it does not go live before it was looked at. */
  isOutdated: boolean
  /** There is one to go back to. */
  hasBefore: boolean
}

/** What can be done with a policy as it stands, what one mostly wants first. */
export function Actions({ policy, isOutdated, hasBefore }: ActionsProps) {
  return acts(policy, isOutdated, hasBefore).map((act, index) => (
    <Link
      key={act}
      to="/rules/policies/$version"
      params={{ version: String(policy.version) }}
      search={{ do: act }}
      resetScroll={false}
      className={buttonClass(index ? (act === 'delete' ? 'ghost' : 'plain') : 'primary')}
    >
      {act === 'rollback' && policy.state === 'shadow' ? t.endShadow : t.acts[act]}
    </Link>
  ))
}

function acts({ state }: Policy, isOutdated: boolean, hasBefore: boolean): Act[] {
  const live: Act[] = isOutdated ? [] : ['live']
  if (state === 'draft') return ['shadow', ...live, 'copy', 'delete']
  if (state === 'shadow') return [...live, 'rollback', 'copy']
  if (state === 'live') return hasBefore ? ['copy', 'rollback'] : ['copy']
  return ['copy']
}
