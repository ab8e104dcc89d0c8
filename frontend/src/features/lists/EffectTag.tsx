import { lists as t } from '@/messages/en'
import { Tag } from '@/ui/Tag'
import type { Effect } from './query'

const TONES = { block: 'critical', allow: 'low', none: 'neutral' } as const

/** What being on a list does. */
export function EffectTag({ effect }: { effect: Effect }) {
  return <Tag tone={TONES[effect]}>{t.effects[effect]}</Tag>
}
