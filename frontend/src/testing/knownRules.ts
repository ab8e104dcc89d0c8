import type { ListedRule, RuleDetail, RuleQuality, Rules, RuleVersion, Snooze } from '@/lib/api.gen'
import { rule } from './policies'
import { previewRow } from './previews'

/** Rules as they stand and what is known of them; the figures fit each other. */

const AT = '2026-11-12T09:00:00Z'

export function listedRule(over: Partial<ListedRule> = {}): ListedRule {
  return {
    ...rule(),
    policy: 7,
    hits: 31,
    fraud: 12,
    good: 3,
    snoozes: 0,
    created_by: 'Dana Lee',
    created_at: AT,
    ...over,
  }
}

/** One that blocks, and one that sends to review, of which a draft says something else. */
export function knownRules(over: Partial<Rules> = {}): Rules {
  const draft = {
    sentence: 'Review if amount is over 400',
    state: 'draft',
    why_not_live: 'Policy 8 is a draft: put it live.',
    policy: 8,
  } as const
  return {
    live: 7,
    since: '2026-10-24T09:30:00Z',
    frauds: 40,
    frauds_hit: 31,
    items: [
      listedRule(),
      listedRule({
        id: 13,
        name: 'Stolen cards',
        sentence: 'Block if card is in list "Stolen cards"',
        effect: 'block',
        priority: 100,
        hits: 0,
        fraud: 0,
        good: 0,
        snoozes: 2,
      }),
      listedRule(draft),
    ],
    ...over,
  }
}

export function ruleVersion(over: Partial<RuleVersion> = {}): RuleVersion {
  return {
    policy: 7,
    state: 'live',
    sentence: rule().sentence,
    priority: 500,
    expires_at: null,
    author: 'Dana Lee',
    live_at: '2026-11-12T10:00:00Z',
    ended_at: null,
    ...over,
  }
}

export function ruleSnooze(over: Partial<Snooze> = {}): Snooze {
  return {
    id: 3,
    kind: 'customer',
    value: 'c-17',
    until: '2026-12-01T00:00:00Z',
    created_by: 'Dana Lee',
    created_at: AT,
    ...over,
  }
}

export function ruleDetail(over: Partial<RuleDetail> = {}): RuleDetail {
  return { ...listedRule(), versions: [ruleVersion()], snoozed: [], deleted_at: null, ...over }
}

export function ruleQuality(over: Partial<RuleQuality> = {}): RuleQuality {
  return {
    rule_id: 12,
    name: rule().name,
    days: 28,
    starts_at: '2026-10-24T09:30:00Z',
    ends_at: '2026-11-21T09:30:00Z',
    source: 'stored',
    hits: 31,
    decided: 27,
    fraud: 12,
    good: 3,
    unknown: 16,
    precision: { count: 12, of: 15, value: 0.8, low: 0.548, high: 0.93 },
    currency: 'USD',
    amount: '21840.00',
    fraud_amount: '9120.00',
    good_amount: '1980.00',
    wrong: 2,
    overlap: [{ rule_id: 13, name: 'Stolen cards', both: 4, share: 0.129 }],
    rows: [previewRow({ now: 'review', new: 'review', label: 'fraud' })],
    ...over,
  }
}
