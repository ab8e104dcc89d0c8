import type { Me, Member } from '@/lib/api.gen'
import { atLeast, ROLES, type Role } from '@/lib/roles'

/** The roles a person may give: only an owner makes owners. */
export function givable(me: Me): readonly Role[] {
  return ROLES.filter((role) => role !== 'owner' || me.role === 'owner')
}

/** Why `me` may not change `member`; null when they may. */
export function hindrance(me: Me, member: Member): 'self' | 'owner' | 'role' | null {
  if (!atLeast(me.role, 'admin')) return 'role'
  if (member.email === me.email) return 'self'
  return member.role === 'owner' && me.role !== 'owner' ? 'owner' : null
}
