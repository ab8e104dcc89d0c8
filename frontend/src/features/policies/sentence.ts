import type { Policy, PolicyDetail } from '@/lib/api.gen'
import { when } from '@/lib/format'
import { liveOf } from '@/lib/policies'
import { policies as t } from '@/messages/en'

/** What decides, what runs beside it and what is prepared, in a sentence each. */
export function headline(policies: readonly Policy[], zone: string): string {
  const live = liveOf(policies)
  const shadow = policies.find(({ state }) => state === 'shadow')
  const drafts = policies.filter(({ state }) => state === 'draft').length
  return [
    live && t.liveLead(live.version),
    shadow ? t.shadowLead(shadow.version, day(shadow.shadow_since, zone)) : t.noShadow,
    drafts > 0 && t.draftsLead(drafts),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Where one policy stands, and since when. */
export function standing(policy: PolicyDetail, live: Policy | undefined, zone: string): string {
  const { state, based_on: base } = policy
  const author = policy.author?.name ?? t.service
  const at = (time: string | null) => day(time, zone)
  switch (state) {
    case 'draft':
      return t.draftStands(author)
    case 'shadow':
      return t.shadowStands(live?.version ?? base, at(policy.shadow_since))
    case 'live':
      return t.liveStands(at(policy.periods.at(-1)?.starts_at ?? policy.live_at))
    case 'replaced':
      return t.replacedStands(at(policy.ended_at))
    case 'rolled_back':
      return policy.live_at ? t.backStands(at(policy.ended_at)) : t.endedStands(at(policy.ended_at))
  }
}

const day = (time: string | null, zone: string) => (time === null ? '' : when(time, zone, 'short'))
