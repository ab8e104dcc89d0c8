import type { PolicyDetail, PolicyPeriod } from '@/lib/api.gen'
import { policies as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Timeline, type TimelineEvent } from '@/ui/Timeline'

/** What was done to a policy, by whom and why, the newest first. */
export function Periods({ policy }: { policy: PolicyDetail }) {
  const { author, created_at, periods } = policy
  const made = { key: 'made', at: created_at, title: t.madeBy(author?.name ?? t.theService) }
  const begun = policy.version === 1 ? [] : [made]
  const events = [...begun, ...periods.flatMap((_, index) => eventsOf(policy, index))]
  return (
    <Card title={t.history}>
      <Timeline events={events.reverse()} />
    </Card>
  )
}

/** That it began; and that it ended, unless the next time at work began with that very act. */
function eventsOf({ periods: all, state }: PolicyDetail, index: number): TimelineEvent[] {
  const { kind, starts_at, ends_at, by, reason, ended_by, ended_why } = all[index] as PolicyPeriod
  const isAgain = all.slice(0, index).some((before) => before.kind === 'live')
  const began = kind === 'shadow' ? t.began.shadow : isAgain ? t.began.again : t.began.live
  const start = {
    key: `${index}-on`,
    at: starts_at,
    title: began(by ?? t.theService),
    detail: reason,
  }
  if (ends_at === null || all[index + 1]?.starts_at === ends_at) return [start]
  const isBack = kind === 'live' && state === 'rolled_back' && index === all.length - 1
  const end = {
    key: `${index}-off`,
    at: ends_at,
    title: t.ended[isBack ? 'back' : kind](ended_by ?? t.theService),
    detail: ended_why,
  }
  return [start, end]
}
