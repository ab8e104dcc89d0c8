import { KeyRound, type LucideIcon, MonitorSmartphone, UserRound, UsersRound } from 'lucide-react'
import type { Role } from '@/lib/roles'
import { settings as t } from '@/messages/en'

export interface Section {
  to: '/settings/profile' | '/settings/sessions' | '/settings/team' | '/settings/keys'
  label: string
  /** What is there, for the list of a phone. */
  note: string
  icon: LucideIcon
  /** The least role that may open it; others are told who can grant it. */
  from: Role
}

export const PERSONAL: Section[] = [
  { to: '/settings/profile', ...t.sections.profile, icon: UserRound, from: 'viewer' },
  { to: '/settings/sessions', ...t.sections.sessions, icon: MonitorSmartphone, from: 'viewer' },
]

/** What belongs to the merchant and not to one person. */
export const SHARED: Section[] = [
  { to: '/settings/team', ...t.sections.team, icon: UsersRound, from: 'viewer' },
  { to: '/settings/keys', ...t.sections.keys, icon: KeyRound, from: 'admin' },
]
