import { Link } from '@tanstack/react-router'
import type { Key } from '@/lib/api.gen'
import { useNow } from '@/lib/clock'
import { keys as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Facts } from '@/ui/Facts'
import { Secret } from '@/ui/Secret'
import { When } from '@/ui/When'
import { ModeTag, Until, Used } from './KeyTable'
import { scopesText, stateOf, works } from './state'

interface KeyDetailsProps {
  of: Key
  /** The one that came after a rotation. */
  follower: Key | undefined
  onStep: (step: 'rotate' | 'revoke') => void
}

export function KeyDetails({ of, follower, onStep }: KeyDetailsProps) {
  const now = useNow()
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          [t.heads.prefix, <span key="prefix" className="font-mono">{`${of.prefix}…`}</span>],
          [t.facts.mode, <ModeTag key="mode" of={of} />],
          [t.facts.may, scopesText(of.scopes)],
          [t.facts.addresses, of.allowed_addresses.join(', ') || t.anyAddress],
          [t.facts.used, <Used key="used" of={of} />],
          [t.facts.until, <Until key="until" of={of} />],
          [
            t.facts.created,
            <span key="created">
              <When at={of.created_at} as="exact" /> {t.createdBy} {of.created_by}
            </span>,
          ],
          [t.facts.replacedBy, follower && <Follower key="next" of={follower} />],
        ]}
      />
      {of.secret && (
        <div className="flex flex-col gap-2">
          <p className="text-sm text-ink-2">{t.testSecretText}</p>
          <Secret label={t.testSecret} text={of.secret} />
        </div>
      )}
      {works(of, now) && (
        <div className="flex flex-wrap gap-2 border-t border-line pt-4">
          {stateOf(of, now) === 'active' && (
            <Button onClick={() => onStep('rotate')}>{t.rotate}</Button>
          )}
          <Button look="decline" onClick={() => onStep('revoke')}>
            {t.revoke}
          </Button>
        </div>
      )}
    </div>
  )
}

function Follower({ of }: { of: Key }) {
  return (
    <Link
      to="/settings/keys"
      search={{ key: of.id }}
      className="font-mono text-accent underline-offset-4 hover:underline"
    >
      {of.prefix}…
    </Link>
  )
}
