const one = (number: number, word: string, words: string, text: string) =>
  `${text} ${number === 1 ? word : words}`

/** The facts of one order, on its own page and beside the queue. */
export const order = {
  facts: 'Facts',
  failed: 'This order could not be loaded',
  blind: 'A second opinion: judge from the facts. Score and first decision are shown afterwards.',

  likely: (share: string) => `${share} likely to be fraud`,
  verdict: {
    approve: (score: string) => `Approved with a score of ${score}`,
    review: (score: string) => `Held for review with a score of ${score}`,
    block: (score: string) => `Blocked with a score of ${score}`,
  },
  frequency: (frequency: string) => `${frequency} orders that looked like this were fraud.`,
  notCalibrated: 'How likely fraud is can be said after 200 labelled orders.',
  whyNot: 'See how far it is',
  approvingRisks: 'Approving risks ',
  ifFraud: ' if it is fraud',
  fee: (fee: string) => `, and a chargeback fee of ${fee}`,
  decliningRisks: 'declining risks a good customer',
  margin: (sum: string) => ` and a margin of ${sum}`,

  similar: 'Orders like this one',
  similarFailed: 'Orders like this one could not be looked up',
  fraudOf: (fraud: number, shown: number) =>
    fraud === 0
      ? `None of the ${shown} closest past orders is known to be fraud`
      : `${fraud} of the ${shown} closest past orders ${fraud === 1 ? 'was' : 'were'} fraud`,
  unknownOf: (unknown: number) => `, of ${unknown} nobody knows`,
  outcomes: { fraud: 'Fraud', good: 'Good', unknown: 'Not known' },
  knownBy: {
    chargeback: 'by a chargeback',
    customer: 'the customer said so',
    refund: 'by a refund',
    reviewer: 'by a reviewer',
    no_dispute: 'no dispute in 30 days',
  } as Record<string, string>,

  history: 'What has happened',
  historyFailed: 'What has happened could not be loaded',
  export: 'Export',
  exportFailed: 'The file could not be made. Try again.',

  by: (name: string) => `by ${name}`,
  /** What was done, by the API's word for it; `x` is what it was done with, in words. */
  did: {
    paid: () => 'Order placed',
    scored: (score: string) => `Scored ${score}`,
    review_opened: (kind: string) => `Review opened: ${kind}`,
    feedback: (said: string) => said,
    claimed: () => 'Taken up for review',
    released: () => 'Put back',
    resolved: (resolution: string) => resolution,
    undone: () => 'Decision undone',
    reason: (reason: string) => `Reason given: ${reason}`,
    settled: () => 'Decision sent on',
    closed: () => 'Review closed',
    reopened: (reason: string) => `Reopened: ${reason}`,
    snoozed: (until: string) => `Snoozed until ${until}`,
    woken: () => 'Back from snoozing',
    asked: (name: string) => `Asked ${name}`,
    unasked: () => 'No longer asked',
    noted: () => 'Note written',
    second_opinion: () => 'Second opinion asked for',
    rule_wrong: (name: string) => `Rule called wrong: ${name}`,
  } as Record<string, (x: string) => string>,
  resolutions: { approve: 'Approved', decline: 'Declined' } as Record<string, string>,
  byDefault: 'by default, as nobody had decided when it was due',
  reviewKinds: {
    held: 'held by the policy',
    spot_check: 'a spot check',
    close_call: 'a close call',
    second_opinion: 'a second opinion',
  } as Record<string, string>,
  decided: { approve: 'approved', review: 'sent to review', block: 'blocked' } as Record<
    string,
    string
  >,
  model: (version: string) => `Model ${version}`,
  challenger: 'as a challenger',
  due: (at: string, action: string) => `${action} on ${at} unless somebody decides`,
  dueOnly: (at: string) => `due ${at}`,
  said: (source: string, label: string) => `${source}: ${label}`,
  fromFile: (name: string) => `from the file ${name}`,

  customer: 'Customer',
  customerFailed: 'What is known of the customer could not be loaded',
  guest: 'Customer not given',
  since: (day: string) => `Customer since ${day}`,
  opened: (age: string) => `Account opened ${age} before this order`,
  openedAfter: 'Account opened after this order',
  openCustomer: 'Open the page of this customer',
  orders: (number: number) => (number === 1 ? 'order' : 'orders'),
  typical: 'typical',
  disputes: (number: number) => (number === 1 ? 'dispute' : 'disputes'),
  openReviews: (number: number, text: string) =>
    one(number, 'other review is open', 'other reviews are open', text),

  pace: 'Pace of attempts',
  paceOf: {
    customer: (attempts: string) => `${attempts} of this customer in 24 hours`,
    card: (attempts: string) => `${attempts} with this card in 24 hours`,
  },
  attempts: (number: number, text: string) => one(number, 'attempt', 'attempts', text),
  thisOrder: 'This order',
  windows: { '10m': '10 min', '24h': '24 h', '7d': '7 days' } as Record<string, string>,
  window: 'Window',
  now: 'Now',
  usual: 'Usual',
  hoursAgo: (hours: number) => `${hours} h ago`,
  nowAxis: 'now',
  when: 'When',
  amount: 'Amount',
  decision: 'Decision',

  linked: 'Linked details',
  alsoUsed: (customers: number, text: string) =>
    `Also used by ${one(customers, 'other customer', 'other customers', text)}`,
  frauds: (number: number, text: string) => one(number, 'known fraud', 'known frauds', text),
  onlyThis: 'Used by this customer alone',
  kinds: {
    device: 'Device',
    card: 'Card',
    bin: 'Card, first digits',
    address: 'Address',
    email: 'E-mail',
    ip: 'IP address',
    terminal: 'Terminal',
    country: 'Country',
  } as Record<string, string>,
  sent: 'Sent with this order',

  notes: 'Notes',
  notesElsewhere:
    'Notes on an order are written in its review, and this one had none. What should be known of the customer can be written on',
  notesOfCustomer: 'their page',
  noteErased: 'Erased with the customer',
  noneEarlier: 'This customer has no order before this one.',
  noneLater: 'This customer has no order after this one.',
  openReview: 'Open in review',
}
