import { Link } from '@tanstack/react-router'
import type { Policy } from '@/lib/api.gen'
import { useOfflineSince } from '@/lib/online'
import { common, policies as t } from '@/messages/en'
import { Button, buttonClass } from '@/ui/Button'
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
  const isOffline = useOfflineSince() !== null
  const all = acts(policy, isOutdated, hasBefore)
  const [from, to] = part === 'rest' ? [IN_BAR] : [0, part && IN_BAR]
  const shown = all.slice(from, to)
  const look = (act: Act) => (act === 'delete' ? 'ghost' : act === all[0] ? 'primary' : 'plain')
  const words = (act: Act) =>
    act === 'rollback' && policy.state === 'shadow' ? t.endShadow : t.acts[act]
  if (isOffline) {
    return (
      <>
        {shown.map((act) => (
          <Button key={act} look={look(act)} disabled>
            {words(act)}
          </Button>
        ))}
        {/* On a phone it is said in the bar alone. */}
        {part !== 'rest' && <p className="w-full text-sm text-ink-2">{common.offline}</p>}
      </>
    )
  }
  return shown.map((act) => (
    <Link
      key={act}
      to="/rules/policies/$version"
      params={{ version: String(policy.version) }}
      search={{ do: act }}
      resetScroll={false}
      className={buttonClass(look(act))}
    >
      {words(act)}
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
