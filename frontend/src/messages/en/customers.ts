const one = (number: number, word: string, words: string, text: string) =>
  `${text} ${number === 1 ? word : words}`

/** The merchant's customers: who is riskiest, and one of them in full. */
export const customers = {
  title: 'Customers',
  loading: 'Loading the customers.',
  failed: 'The customers could not be loaded',
  moreFailed: 'The next customers could not be loaded',
  risky: (number: number, text: string, of: string) =>
    `${text} of the ${of} riskiest ${number === 1 ? 'is' : 'are'} at high risk or above.`,
  calm: (of: string) => `None of the ${of} riskiest is at high risk.`,
  recentLead: 'Whoever ordered last comes first.',
  spentLead: 'Whoever spent most comes first; blocked orders do not count.',
  emptyTitle: 'No customers yet',
  emptyText: 'A customer appears here a minute or two after the first order sent with “customer”.',
  howToSend: 'How to send it',
  noMatchTitle: 'No customer begins like this',
  noMatchText: 'Write the first letters of the id your shop gives its customers.',
  showAll: 'Show all',
  filters: 'Filters',
  search: 'Search by the beginning of a customer’s id',
  searchShort: 'Search customers',
  sort: 'Sort',
  sorts: { risk: 'Riskiest', recent: 'Latest', spent: 'Spent most' },
  heads: {
    risk: 'Risk',
    customer: 'Customer',
    trend: 'Latest scores',
    orders: 'Orders',
    spent: 'Spent, not blocked',
    frauds: 'Frauds',
    disputes: 'Disputes',
    reviews: 'Reviews open',
    last: 'Last order',
  },
  trend: (scores: string) => `Scores, oldest first: ${scores}`,
  orders: (number: number, text: string) => one(number, 'order', 'orders', text),
  notBlocked: 'not blocked',
  frauds: (number: number, text: string) => one(number, 'fraud', 'frauds', text),
  disputes: (number: number, text: string) => one(number, 'chargeback', 'chargebacks', text),
  openReviews: (number: number, text: string) => one(number, 'review open', 'reviews open', text),

  page: {
    back: 'Customers',
    failed: 'This customer could not be loaded',
    missingTitle: 'There is no such customer',
    missingText: 'The link may be old, or nothing was ordered under this id.',
    toList: 'Go to the customers',
    lead: (orders: string, spent: string, since: string) =>
      `${orders} since ${since}, ${spent} without the blocked ones.`,
    clean: 'No chargeback and no known fraud.',
    known: (what: string) => `${what} known.`,
    toReview: (number: number, text: string) => `Review ${one(number, 'order', 'orders', text)}`,
    riskNow: 'Risk now',

    scores: 'Score over time',
    scoresNote: (orders: string) => `${orders}, oldest first`,
    scoresFinding: (last: string, highest: string, day: string) =>
      `The last order scored ${last}; the highest was ${highest} on ${day}.`,
    order: 'Order',
    when: 'When',
    score: 'Score',
    decision: 'Decision',
    label: 'Label',
    noLabel: 'not known',
    openOrder: 'Enter opens the order',
    marks: { fraud: 'fraud', blocked: 'blocked' },

    history: 'Orders',
    historyFailed: 'The orders could not be loaded',
    all: 'All orders',
    disputesTitle: 'Disputes and known fraud',
    disputesNone: 'None so far.',
    disputesFailed: 'The disputes could not be loaded',

    linked: 'Linked customers',
    linkedNote: 'They used the same details',
    linkedBy: {
      card: (number: number) => (number === 1 ? 'the same card' : `${number} of the same cards`),
      device: (number: number) =>
        number === 1 ? 'the same device' : `${number} of the same devices`,
      ip: (number: number) =>
        number === 1 ? 'the same IP address' : `${number} of the same IP addresses`,
      email: (number: number) =>
        number === 1 ? 'the same e-mail' : `${number} of the same e-mail addresses`,
    },
    linkedNone: 'Nobody else used the same card, device, address or e-mail.',

    notes: 'Notes',
    notesNone: 'Write down what the next person should know.',
    note: 'Note on this customer',
    add: 'Add note',
    added: 'Note added.',
    notAdded: 'The note was not added.',
    remove: 'Delete this note',
    removed: 'Note deleted.',
    notRemoved: 'The note was not deleted.',
  },
}
