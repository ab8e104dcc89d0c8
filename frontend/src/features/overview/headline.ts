import type { Dashboard } from '@/lib/api.gen'
import { count, money } from '@/lib/format'
import { overview as t } from '@/messages/en'
import type { Period } from './search'

export interface Headline {
  /** The sentence of the page. */
  title: string
  /** What the mistakes were, or what is missing to say it. */
  lead: string
  /** What it all saved, or cost: the words before the sum, the sum, the words after it. */
  net?: [string, string, string]
}

/**
 * What a period comes to, in words: what was stopped, what mistakes cost, what was saved. What waits
 * is of all orders, so it is not said of a part of them.
 */
export function headline(dashboard: Dashboard, period: Period, narrowed = false): Headline {
  const { figures, agreement, open_reviews } = dashboard
  const long = t.periods[period].long
  const whole = (amount: string | number) => money(amount, dashboard.currency, 'whole')

  if (figures.transactions.now === 0) return { title: t.noOrders(long), lead: t.noOrdersLead }

  if (agreement.labels < agreement.labels_needed) {
    const scored = t.scored(figures.transactions.now, count(figures.transactions.now))
    const waiting = open_reviews ? t.waits(open_reviews, count(open_reviews)) : t.noneWaits
    return {
      title: narrowed ? scored : t.scoredAndWaiting(scored, waiting),
      lead: t.needsLabelsLead(count(agreement.labels_needed), count(agreement.labels)),
    }
  }

  const stopped = Number(figures.fraud_stopped.now)
  const missed = Number(figures.fraud_missed.now)
  const declined = figures.good_declined.now
  const saving = Number(figures.net_saving.now)
  const lead = [
    declined ? t.declined(declined, count(declined)) : t.noMistakes,
    missed > 0 && stopped > 0 && t.missed(whole(missed)),
  ]
  const [before = '', after = ''] = saving < 0 ? t.spent : t.saved
  return {
    title:
      stopped > 0
        ? t.stopped(whole(stopped), long)
        : missed > 0
          ? t.noneCaught(whole(missed), long)
          : t.noneStopped(long),
    lead: lead.filter(Boolean).join(' '),
    ...(saving !== 0 && { net: [before, whole(Math.abs(saving)), after] }),
  }
}
