import { useMe } from '@/lib/me'
import { atLeast } from '@/lib/roles'
import { settings as t } from '@/messages/en'
import { PERSONAL, type Section, SHARED } from './sections'

/** The sections this person may open, in two groups: their own, and the merchant's. */
export function useGroups(): { title: string; sections: Section[] }[] {
  const { role, merchant } = useMe()
  return [
    { title: t.personal, sections: PERSONAL },
    { title: merchant.name, sections: SHARED.filter(({ from }) => atLeast(role, from)) },
  ]
}
