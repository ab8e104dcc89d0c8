/** What the review queue says where it lists nothing. */
export const reviewClear = {
  clearTitle: 'Queue clear.',
  clearTook: (duration: string) => `Queue clear. The last one took ${duration}.`,
  clearText: 'Every held order has been decided. New ones appear here as they are scored.',
  clearCalls: (orders: string) =>
    `${orders} came close to being held. Saying what they were would teach the model most.`,
  labelCalls: (count: string) => `Label close calls (${count})`,
  doChecks: (count: string) => `Spot checks (${count})`,
  snoozedReturns: 'The next snoozed order returns',
  noMatch: 'No order matches',
  noMatchText: 'Nothing in this view fits the filters.',
  clearFilters: 'Clear the filters',
  toOpen: 'To the open orders',
  emptyOf: {
    due_soon: {
      title: 'Nothing is due soon.',
      text: 'Orders whose time ends within the hour appear here.',
    },
    mine: {
      title: 'Nothing is yours.',
      text: 'Orders that you have open, and those that a colleague asked you about, appear here.',
    },
    spot_checks: {
      title: 'No spot check left.',
      text: 'A small random share of the orders that are approved or blocked by themselves appears here, to see what is missed.',
    },
    close_calls: {
      title: 'No close call left.',
      text: 'Orders that almost were held appear here. A label on them teaches the model most.',
    },
    snoozed: { title: 'Nothing is snoozed.', text: 'Orders that rest until later appear here.' },
    resolved: {
      title: 'Nothing is decided yet.',
      text: 'What you and your team decide appears here.',
    },
  },
  clearAction: 'See all transactions',
  firstTitle: 'Nothing to review yet',
  firstText: 'Orders that look doubtful wait here for a person. Score a payment to see the first.',
  firstAction: 'Score a payment',
}
