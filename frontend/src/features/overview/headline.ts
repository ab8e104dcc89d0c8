import type { Dashboard } from '@/lib/api.gen'
import { count, money } from '@/lib/format'
import { overview as t } from '@/messages/en'
import type { Period } from './search'

/** The sentence of the page and the one under it: what was stopped, what it cost, what it saved. */
export function headline(dashboard: Dashboard, period: Period): { title: string; lead: string } {
  const { figures, agreement, open_reviews } = dashboard
  const long = t.periods[period].long
  const whole = (amount: string | number) => money(amount, dashboard.currency, 'whole')

  if (figures.transactions.now === 0) return { title: t.noOrders(long), lead: t.noOrdersLead }

  if (agreement.labels < agreement.labels_needed) {
    const waiting = open_reviews ? t.waits(open_reviews, count(open_reviews)) : t.noneWaits
    return {
      title: t.scoredAndWaiting(count(figures.transactions.now), waiting),
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
    saving > 0 && t.saved(whole(saving)),
    saving < 0 && t.spent(whole(-saving)),
  ]
  return {
    title:
      stopped > 0
        ? t.stopped(whole(stopped), long)
        : missed > 0
          ? t.noneCaught(whole(missed), long)
          : t.noneStopped(long),
    lead: lead.filter(Boolean).join(' '),
  }
}
