import type { RuleVersion } from '@/lib/api.gen'
import { count, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { rule as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { PolicyLink } from '@/ui/PolicyLink'
import { PolicyState } from '@/ui/PolicyState'
import { useShowAll } from '@/ui/useShowAll'

const FIRST = 6

/** What each policy said by the rule, the newest first; words are repeated only where they changed. */
export function HistoryCard({ versions }: { versions: readonly RuleVersion[] }) {
  const { shown, more } = useShowAll(versions, FIRST)
  return (
    <Card title={t.history} note={t.historyNote} flush>
      <ol>
        {shown.map((version, place) => (
          <Version key={version.policy} version={version} before={versions[place + 1]} />
        ))}
      </ol>
      {more && <div className="px-4 py-3">{more}</div>}
    </Card>
  )
}

function Version({ version, before }: { version: RuleVersion; before: RuleVersion | undefined }) {
  const zone = useMe().merchant.time_zone
  const isSame =
    before !== undefined &&
    before.sentence === version.sentence &&
    before.priority === version.priority &&
    before.expires_at === version.expires_at
  return (
    <li className="flex flex-col gap-1 border-b border-line px-4 py-3 text-sm last:border-0">
      <div className="flex items-center justify-between gap-2">
        <PolicyLink version={version.policy} />
        <PolicyState state={version.state} />
      </div>
      <p className="text-xs text-ink-3">
        {liveText(version, zone)}
        {version.author !== null && ` · ${t.by(version.author)}`}
      </p>
      {isSame ? (
        <p className="text-ink-3">{t.same}</p>
      ) : (
        <p className="wrap-anywhere">
          {version.sentence}
          <span className="text-ink-3">
            {' '}
            · {t.versionOf(count(version.priority))}
            {version.expires_at !== null &&
              ` · ${t.expiring(when(version.expires_at, zone, 'date'))}`}
          </span>
        </p>
      )}
    </li>
  )
}

function liveText({ live_at: from, ended_at: until, state }: RuleVersion, zone: string): string {
  if (from === null) return state === 'rolled_back' ? t.notLive : t.notYet
  const said = when(from, zone, 'short')
  // A policy that was taken back and came again is live although it ended once.
  return until === null || state === 'live'
    ? t.liveFrom(said)
    : t.liveBetween(said, when(until, zone, 'short'))
}
