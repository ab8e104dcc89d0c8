/** What a person of a merchant may be, each role with everything the ones before it may. */
export const ROLES = ['viewer', 'reviewer', 'admin', 'owner'] as const
export type Role = (typeof ROLES)[number]

/** Whether `role` may do what `needed` may. Who has no role of a merchant may nothing. */
export function atLeast(role: string | null, needed: Role): boolean {
  return (ROLES as readonly (string | null)[]).indexOf(role) >= ROLES.indexOf(needed)
}
