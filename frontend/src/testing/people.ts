import type { Invitation, InvitationFacts, Key, Member, SessionItem } from '@/lib/api.gen'

/** Believable people, sessions and keys; like samples.ts. */

const AT = '2026-11-21T09:30:00Z'

export function invitationFacts(over: Partial<InvitationFacts> = {}): InvitationFacts {
  return {
    email: 'sam@northwind.example',
    merchant_name: 'Northwind Store',
    role: 'reviewer',
    invited_by: 'Dana Lee',
    expires_at: '2026-11-28T09:30:00Z',
    ...over,
  }
}

export function member(over: Partial<Member> = {}): Member {
  return {
    id: 1,
    name: 'Dana Lee',
    email: 'dana@northwind.example',
    role: 'owner',
    last_active_at: AT,
    second_factor: true,
    created_at: '2026-10-01T08:00:00Z',
    ...over,
  }
}

export function invitation(over: Partial<Invitation> = {}): Invitation {
  return {
    id: 3,
    email: 'sam@northwind.example',
    role: 'reviewer',
    invited_by: 'Dana Lee',
    created_at: AT,
    expires_at: '2026-11-28T09:30:00Z',
    ...over,
  }
}

export function sessionRow(over: Partial<SessionItem> = {}): SessionItem {
  return {
    id: 11,
    created_at: '2026-11-20T08:00:00Z',
    last_used_at: AT,
    address: '203.0.113.7',
    device: 'Firefox on Linux',
    is_current: true,
    ...over,
  }
}

export function key(over: Partial<Key> = {}): Key {
  return {
    id: 12,
    name: 'Checkout',
    prefix: 'sf_live_aB3dE',
    mode: 'live',
    scopes: ['score'],
    allowed_addresses: [],
    expires_at: null,
    last_used_at: AT,
    created_at: '2026-10-01T08:00:00Z',
    created_by: 'Dana Lee',
    revoked_at: null,
    replaced_by: null,
    secret: null,
    ...over,
  }
}
