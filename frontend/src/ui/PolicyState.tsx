import type { Policy, Rule } from '@/lib/api.gen'
import { policies as t } from '@/messages/en'
import { Tag } from './Tag'

type State = Policy['state'] | Rule['state']

const TONES = {
  live: 'accent',
  shadow: 'low',
  draft: 'elevated',
  replaced: 'neutral',
  rolled_back: 'neutral',
  off: 'neutral',
} as const

/** Where a policy or a rule stands on its way, in a word. */
export function PolicyState({ state }: { state: State }) {
  return <Tag tone={TONES[state]}>{t.states[state]}</Tag>
}
