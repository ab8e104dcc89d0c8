import {
  Coins,
  Database,
  Inbox,
  Keyboard,
  KeyRound,
  type LucideIcon,
  MonitorSmartphone,
  ScrollText,
  ShieldAlert,
  UserRound,
  UsersRound,
} from 'lucide-react'
import type { Role } from '@/lib/roles'
import { settings as t } from '@/messages/en'

/** Wide enough for the sections beside the open one. */
export const ROOMY = '(min-width: 1024px)'

export interface Section {
  to: `/settings/${keyof typeof t.sections}`
  label: string
  /** What is there, for the list of a phone. */
  note: string
  icon: LucideIcon
  /** The least role that may open it; others are told who can grant it. */
  from: Role
}

export const PERSONAL: Section[] = [
  { to: '/settings/profile', ...t.sections.profile, icon: UserRound, from: 'viewer' },
  { to: '/settings/keyboard', ...t.sections.keyboard, icon: Keyboard, from: 'viewer' },
  { to: '/settings/sessions', ...t.sections.sessions, icon: MonitorSmartphone, from: 'viewer' },
]

/** What belongs to the merchant and not to one person. */
export const SHARED: Section[] = [
  { to: '/settings/team', ...t.sections.team, icon: UsersRound, from: 'viewer' },
  { to: '/settings/keys', ...t.sections.keys, icon: KeyRound, from: 'admin' },
  { to: '/settings/costs', ...t.sections.costs, icon: Coins, from: 'admin' },
  { to: '/settings/review', ...t.sections.review, icon: Inbox, from: 'admin' },
  { to: '/settings/audit', ...t.sections.audit, icon: ScrollText, from: 'admin' },
  { to: '/settings/security', ...t.sections.security, icon: ShieldAlert, from: 'admin' },
  { to: '/settings/data', ...t.sections.data, icon: Database, from: 'admin' },
]
