import { type LucideIcon, UserRound } from 'lucide-react'
import type { Role } from '@/lib/roles'
import { settings as t } from '@/messages/en'

export interface Section {
  to: '/settings/profile'
  label: string
  /** What is there, for the list of a phone. */
  note: string
  icon: LucideIcon
  /** The least role that may open it; others are told who can grant it. */
  from: Role
}

export const PERSONAL: Section[] = [
  { to: '/settings/profile', ...t.sections.profile, icon: UserRound, from: 'viewer' },
]

/** What belongs to the merchant and not to one person. */
export const SHARED: Section[] = []
