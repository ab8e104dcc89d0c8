import { Link } from '@tanstack/react-router'
import type { Policy } from '@/lib/api.gen'
import { policies as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import type { ACTS } from './search'

const IN_BAR = 2

type Act = (typeof ACTS)[number]

interface ActionsProps {
  policy: Policy
  /** Another went live since: it does not go live before it was looked at. */
  isOutdated: boolean
  /** There is one to go back to. */
  hasBefore: boolean
  /** On a phone the first two stand in the bar below, the others above. */
  part?: 'first' | 'rest' | undefined
}

/** What can be done with a policy as it stands, what one mostly wants first. */
export function Actions({ policy, isOutdated, hasBefore, part }: ActionsProps) {
  const all = acts(policy, isOutdated, hasBefore)
  const [from, to] = part === 'rest' ? [IN_BAR] : [0, part && IN_BAR]
  return all.slice(from, to).map((act, index) => (
    <Link
      key={act}
      to="/rules/policies/$version"
      params={{ version: String(policy.version) }}
      search={{ do: act }}
      resetScroll={false}
      className={buttonClass(act === 'delete' ? 'ghost' : index || from ? 'plain' : 'primary')}
    >
      {act === 'rollback' && policy.state === 'shadow' ? t.endShadow : t.acts[act]}
    </Link>
  ))
}

function acts({ state }: Policy, isOutdated: boolean, hasBefore: boolean): Act[] {
  const live: Act[] = isOutdated ? [] : ['live']
  if (state === 'draft') return ['shadow', ...live, 'copy', 'delete']
  if (state === 'shadow') return isOutdated ? ['copy', 'rollback'] : ['live', 'rollback', 'copy']
  if (state === 'live') return hasBefore ? ['copy', 'rollback'] : ['copy']
  return ['copy']
}
