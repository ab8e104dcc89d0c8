import type { EntityList, ListEntry } from '@/lib/api.gen'

const AT = '2026-11-20T09:30:00Z'

export function entityList(over: Partial<EntityList> = {}): EntityList {
  return {
    id: 4,
    name: 'Stolen cards',
    kind: 'card',
    effect: 'block',
    entries: 2,
    used_by: [],
    created_by: 'Dana Lee',
    created_at: AT,
    ...over,
  }
}

export function listEntry(over: Partial<ListEntry> = {}): ListEntry {
  return {
    id: 88,
    value: 'tok_1',
    reason: 'charged back twice',
    expires_at: null,
    created_by: 'Dana Lee',
    created_at: AT,
    ...over,
  }
}
