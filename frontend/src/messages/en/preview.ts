/** What a change would have done to past orders: the same words wherever a preview stands. */
export const preview = {
  figures: 'Now against new',
  figure: 'Figure',
  now: 'Now',
  new: 'New',
  change: 'Change',
  fraudCaught: 'Fraud caught',
  blocksRight: 'Blocks that are right',
  goodDeclined: 'Good orders declined',
  reviewsADay: 'Reviews a day',
  notKnown: 'Not known',
  of: (whole: string) => `of ${whole}`,
  inPoints: (text: string) => `${text} pt`,
  range: (low: string, high: string) => `${low} to ${high}`,
  needs: (needed: string, known: string) =>
    `Needs ${needed} orders with a known outcome (${known} so far)`,
  period: (first: string, last: string) => `${first} to ${last}`,
  overDays: (days: string) => (days === '1' ? 'over one day' : `over ${days} days`),
  more: (over: string) => `more saved ${over}`,
  less: (over: string) => `less saved ${over}`,
  same: (over: string) => `No more and no less saved ${over}`,
  moreBy: (amount: string) => `${amount} more`,
  lessBy: (amount: string) => `${amount} less`,
  savingRange: (low: string, high: string) => `95% sure: between ${low} and ${high}.`,
  savingNoRange: 'There are too few days to say how far this may be off.',
  savingCounts: (known: string, currency: string) =>
    `Counted on ${known} orders in ${currency} with a known outcome, and on the reviews.`,
  savingUnknown: 'What it would save is not known yet',
  notes: 'What these figures cannot tell',
  note: {
    no_payments: 'There are no orders in this period, so nothing can be said.',
    few_labels: (known: string, orders: string) =>
      `The outcome of ${known} of ${orders} orders is known. Rates and money rest on those alone and say little below 50.`,
    few_days: 'The orders span less than two weeks. Ranges hold for days like these only.',
    young: (orders: string) =>
      `${orders} orders are younger than 30 days, and disputes of them may still arrive.`,
    reviews_are_right:
      'Fraud that is sent to review counts as stopped, and a good order in review as kept: that reviewers decide rightly is assumed.',
    entries_of_today:
      'All orders are asked as if the list had been the same all along. What is listed because of these very orders looks better than it would have been.',
    other_currencies: (orders: string) =>
      `${orders} orders in other currencies are counted, and their money is not summed.`,
    without_history: (orders: string) =>
      `${orders} orders were judged without their history. Rules that read it say nothing of them.`,
    limit: (orders: string) => `Only the newest ${orders} orders are looked at.`,
    blocked: (orders: string, amount: string) =>
      `${orders} orders (${amount}) that were blocked would not be, and nobody knows how they would have ended: what was not taken is not disputed. What they would lose or earn is in no figure here.`,
    noneChecked: 'None of them was looked at in a spot check, which alone could tell.',
    checked: (orders: string, share: string, low: string, high: string) =>
      `Of ${orders} like them that reviewers looked at, drawn by lot, about ${share} (${low} to ${high}) were fraud.`,
  },
  rows: 'Orders decided otherwise',
  rowsTable: 'Orders to open, decided otherwise',
  rowsNone: 'No order would be decided otherwise',
  rowsLead: (orders: number, text: string) =>
    orders === 1
      ? 'One order would be decided otherwise'
      : `${text} orders would be decided otherwise`,
  approved: (text: string) => `${text} approved`,
  reviewed: (text: string) => `${text} sent to review`,
  blocked: (text: string) => `${text} blocked`,
  outcomes: { fraud: 'Fraud', legitimate: 'Good' },
  unknown: 'Not known',
  knownFraud: (text: string) => `${text} known as fraud`,
  knownGood: (text: string) => `${text} known as good`,
  notKnownOf: (text: string) => `${text} of unknown outcome`,
  order: 'Order',
  amount: 'Amount',
  when: 'When',
  outcome: 'Outcome',
  scoreIs: 'Score',
  fromTo: (now: string, next: string) => `${now}, then ${next}`,
  becomes: 'Would be',
  sampleOf: (shown: string, all: string) =>
    `${shown} of ${all}: those whose outcome is known first, then the newest.`,
  caught: 'What it catches',
  caughtNone: 'It would have caught none of these orders.',
  caughtOf: (orders: number, text: string, amount: string) =>
    orders === 1
      ? `It would have caught one order, of ${amount}`
      : `It would have caught ${text} orders, ${amount} together`,
  precision: (share: string, known: string, low: string, high: string) =>
    `${share} of the ${known} with a known outcome were fraud (95% sure: ${low} to ${high}).`,
  precisionHint: 'Precision, with Wilson’s 95% interval',
  precisionNone: 'The outcome of none of them is known.',
  split: (fraud: string, good: string, unknown: string) =>
    `${fraud} fraud, ${good} good, ${unknown} not known`,
  working: 'Looking at past orders',
  failed: 'The preview could not be worked out',
}
