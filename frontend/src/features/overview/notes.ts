import type { Dashboard } from '@/lib/api.gen'

/** The page that knows more of what the service noted by itself; none of what people wrote. */
export const PAGES = {
  model: '/models',
  policy: '/rules/policies',
  burst: '/rules/shield',
  manual: undefined,
} as const satisfies Record<Dashboard['notes'][number]['kind'], string | undefined>
