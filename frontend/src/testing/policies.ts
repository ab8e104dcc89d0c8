import type { Policy, PolicyDetail, Rule } from '@/lib/api.gen'

/** Policies and their rules: 7 decides, made from 6; 8 is a draft of the person on screen. */

export function rule(over: Partial<Rule> = {}): Rule {
  return {
    id: 12,
    name: 'High first orders',
    sentence: 'Review if amount is over 500 and customer age is under 7 days',
    condition: { field: 'amount', op: 'over', value: 500 },
    effect: 'review',
    points: 0,
    priority: 500,
    expires_at: null,
    ready: null,
    state: 'live',
    why_not_live: null,
    ...over,
  }
}

export function policy(over: Partial<Policy> = {}): Policy {
  return {
    version: 7,
    state: 'live',
    revision: '5f0c1d9a7be2438c',
    review_line: 45,
    block_line: 92,
    rules: [rule()],
    shield: { mode: 'live', effect: 'block' },
    overrides: {},
    reason: 'Too many high first orders were charged back',
    author: { id: 7, name: 'Dana Lee' },
    based_on: 6,
    created_at: '2026-11-12T09:00:00Z',
    shadow_since: null,
    live_at: '2026-11-12T10:00:00Z',
    ended_at: null,
    ...over,
  }
}

export const policyBefore = (over: Partial<Policy> = {}): Policy =>
  policy({
    version: 6,
    state: 'replaced',
    rules: [],
    reason: 'The lines of the first month',
    based_on: null,
    live_at: '2026-10-01T09:00:00Z',
    ended_at: '2026-11-12T10:00:00Z',
    ...over,
  })

export const policyDraft = (over: Partial<Policy> = {}): Policy =>
  policy({
    version: 8,
    state: 'draft',
    review_line: 50,
    reason: 'Too many reviews',
    based_on: 7,
    created_at: '2026-11-21T09:00:00Z',
    live_at: null,
    ...over,
  })

export const allPolicies = () => [policyDraft(), policy(), policyBefore()]

export function policyDetail(of: Policy, over: Partial<PolicyDetail> = {}): PolicyDetail {
  const isAtWork = of.live_at !== null
  const live = {
    kind: 'live' as const,
    starts_at: of.live_at ?? of.created_at,
    reason: of.reason,
    by: 'Dana Lee',
    ends_at: of.ended_at,
    ended_by: of.ended_at && 'Dana Lee',
    ended_why: of.ended_at && 'Better rules',
  }
  return { ...of, periods: isAtWork ? [live] : [], ...over }
}
