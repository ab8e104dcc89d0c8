import type {
  Claimed,
  Review,
  ReviewDetail,
  ReviewNote,
  ReviewPage,
  ReviewReasons,
  ReviewResolution,
  ReviewView,
} from '@/lib/api.gen'

/** Believable answers about reviews, complete by type: `review({ id: 7, amount: '20.00' })`. */

const AT = '2026-11-21T09:30:00Z'

export function review(over: Partial<Review> = {}): Review {
  return {
    id: 501,
    transaction_id: 1284,
    kind: 'held',
    state: 'open',
    amount: '1284.00',
    currency: 'USD',
    customer: 'Maya Okafor',
    external_id: 'order-1284',
    merchant_category: 'electronics',
    transaction_type: 'card_not_present',
    occurred_at: AT,
    opened_at: AT,
    due_at: null,
    default_action: 'decline',
    score: 87.4,
    level: 'high',
    decision: 'review',
    probability: null,
    expected_loss: '796.00',
    loss_by: 'probability',
    top_reason: 'Amount is 6.2 times what this category usually sees',
    snoozed_until: null,
    asked: null,
    claim: null,
    viewers: [],
    resolution: null,
    notes: 0,
    ...over,
  }
}

export function reviewDetail(over: Partial<ReviewDetail> = {}): ReviewDetail {
  return { ...review(), acts: [], notes: [], ...over }
}

export function reviewNote(over: Partial<ReviewNote> = {}): ReviewNote {
  const by = { id: 2, name: 'Sam Ortiz' }
  return { id: 1, at: AT, by, text: 'I have called them.', mentions: [], ...over }
}

export function reviewPage(items: Review[], over: Partial<ReviewPage> = {}): ReviewPage {
  return {
    items,
    next_cursor: null,
    counts: {
      open: items.length,
      due_soon: 0,
      mine: 0,
      spot_checks: 0,
      close_calls: 0,
      snoozed: 0,
    },
    snoozed_next: null,
    done_today: 7,
    daily_goal: 30,
    ...over,
  }
}

/** Decided at this moment, to be taken back within ten seconds. */
export function resolution(over: Partial<ReviewResolution> = {}): ReviewResolution {
  const now = Date.now()
  return {
    id: 9001,
    review_id: 501,
    resolution: 'decline',
    reason: null,
    by: { id: 7, name: 'Dana Lee' },
    source: 'reviewer',
    at: new Date(now).toISOString(),
    undo_until: new Date(now + 10_000).toISOString(),
    is_final: false,
    ...over,
  }
}

export function reviewView(over: Partial<ReviewView> = {}): ReviewView {
  return {
    id: 1,
    name: 'Over $1,000',
    search: 'min=1000',
    is_shared: true,
    is_mine: false,
    count: 6,
    ...over,
  }
}

export function reviewReasons(): ReviewReasons {
  const used = (...codes: string[]) => codes.map((code, place) => ({ code, uses: 9 - place }))
  return {
    approve: used('known_customer', 'verified_by_phone', 'looks_usual', 'other'),
    decline: used('card_testing', 'stolen_card', 'other', 'reshipping'),
  }
}

/** Ours for ten minutes. */
export function claimed(over: Partial<Claimed> = {}): Claimed {
  const until = new Date(Date.now() + 600_000).toISOString()
  return { claim: { by: { id: 7, name: 'Dana Lee' }, until }, viewers: [], is_mine: true, ...over }
}
