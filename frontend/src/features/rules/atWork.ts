import type { RuleVersion } from '@/lib/api.gen'

/** Whether a policy decides, runs in shadow or is prepared: a rule of it cannot be deleted. */
export const isAtWork = ({ state }: RuleVersion) => ['live', 'shadow', 'draft'].includes(state)
