const orders = (number: number, text: string) => `${text} ${number === 1 ? 'order' : 'orders'}`

/** One rule: what it says, how right it is, for whom it is snoozed, and what it said before. */
export const rule = {
  title: (id: string) => `Rule ${id}`,
  failed: 'This rule could not be loaded',
  missingTitle: 'There is no such rule',
  missingText: 'The link may be old, or no policy of the last fifty has this rule any more.',
  toRules: 'Go to the rules',
  firedLead: (number: number, text: string) =>
    number === 0
      ? 'Live, and it fired on no order of the last 28 days.'
      : `Live, and it fired on ${orders(number, text)} in 28 days.`,
  rightLead: (fraud: number, fraudText: string, known: number, text: string) => {
    if (known === 1) return `The outcome of one is known: ${fraud === 1 ? 'fraud' : 'good'}.`
    const were = fraud === 0 ? 'none was' : fraud === 1 ? 'one was' : `${fraudText} were`
    return `Of the ${text} whose outcome is known, ${were} fraud.`
  },
  unknownLead: 'What became of them is not known yet.',
  change: 'Change',
  changeReady: 'Change its numbers',
  putBack: 'Put back',
  copy: 'Copy',
  remove: 'Take out',
  delete: 'Delete',

  facts: 'What it says',
  effect: 'It does',
  effects: {
    block: 'Block the order',
    review: 'Send the order to review',
    approve: 'Approve the order',
    points: (points: string) => `Change the score by ${points}`,
  },
  priority: 'Priority',
  prioritySaid: (priority: string) => `${priority} (1 speaks first)`,
  expires: 'Expires',
  never: 'Never',
  where: 'Where',
  nowhere: 'In no policy that decides, runs in shadow or is prepared',
  ready: 'Made from',
  readyRule: 'a ready rule',
  made: 'Made',
  by: (name: string) => `by ${name}`,

  quality: 'How right it is',
  period: 'Period',
  periods: { 7: '7 d', 28: '28 d', 90: '90 d', 365: '1 y' },
  spokenPeriods: { 7: '7 days', 28: '28 days', 90: '90 days', 365: 'One year' },
  qualityFailed: 'How right it is could not be worked out',
  working: 'Counting its hits.',
  from: (first: string, last: string) => `Orders of ${first} to ${last}`,
  stored: 'Its hits as they were stored with the orders, at most the newest 100,000',
  computed:
    'It is not live: these are the orders, at most of the newest 100,000, that it would have been a hit of',
  firedOn: (number: number, text: string, amount: string) =>
    `It fired on ${orders(number, text)}, ${amount} together.`,
  wouldFire: (number: number, text: string, amount: string) =>
    `It would have fired on ${orders(number, text)}, ${amount} together.`,
  noHits: 'It fired on no order of these days',
  noHitsText: 'Choose a longer period, or look at what it asks for: it may ask too much.',
  noComputed: 'It would have fired on no order of these days',
  lets: 'It lets these orders through: the fewer of them are fraud, the better.',
  lowers: 'It lowers the score of these orders: the fewer of them are fraud, the better.',
  fraudMoney: 'Known fraud among them',
  goodMoney: 'Known good among them',
  moneyOf: (amount: string, number: number, text: string) => `${amount} in ${orders(number, text)}`,
  decided: 'It made the decision',
  decidedOf: (number: string, of: string) =>
    `${number} of ${of} times; else a line, a list or another rule did`,
  decidedAll: (of: string) => `${of} of ${of} times`,
  wrong: 'Called wrong by reviewers',
  wrongOf: (number: string, of: string) => `${number} of ${of} hits`,

  overlap: 'Other rules on the same orders',
  overlapNote: (hits: string) => `Of its ${hits} hits in this period`,
  overlapNone: 'No other rule fired on the same orders.',
  overlapSaid: (number: number, text: string, share: string) => `${orders(number, text)}, ${share}`,

  rows: 'Orders it fired on',
  rowsComputed: 'Orders it would have fired on',
  rowsList: 'Orders, those with a known outcome first',
  rowsNote: (shown: string, hits: string) =>
    `${shown} of ${hits}: those whose outcome is known first, then the newest`,
  order: 'Order',
  customer: 'Customer',
  amount: 'Amount',
  when: 'When',
  score: 'Score',
  decision: 'Decided',
  outcome: 'Outcome',
  unknown: 'Not known',

  history: 'In each policy',
  historyNote: 'How it read in the last fifty, the newest first',
  same: 'The same as before',
  liveFrom: (from: string) => `Live, first on ${from}`,
  liveBetween: (from: string, until: string) => `Live ${from} to ${until}`,
  notLive: 'Was not live',
  notYet: 'Has not been live',
  expiring: (day: string) => `until ${day}`,
  versionOf: (priority: string) => `priority ${priority}`,

  snoozes: 'Snoozed for',
  snoozesNote: 'In every policy, from the next order on',
  snoozesNone: 'For nobody: it speaks of every order.',
  snoozesWho: 'Who may manage rules can snooze it for a customer, a card and the like.',
  snooze: 'Snooze',
  snoozed: (value: string) => `The rule is snoozed for ${value}.`,
  notSnoozed: 'Nothing was snoozed.',
  until: 'until',
  wake: 'Wake',
  wakeLabel: (value: string) => `Wake it for ${value}`,
  woken: (value: string) => `The rule speaks of ${value} again.`,
  notWoken: 'It is still snoozed.',
  kind: 'For which',
  value: 'Value',
  valueHint: 'As your shop sends it with the order.',
  valueMissing: 'Say for whom.',
  howLong: 'For how long',
  lengths: { 1: 'One day', 7: 'One week', 30: '30 days', 90: '90 days', own: 'Until a day' },
  day: 'Last day',
  dayWrong: 'Choose a day ahead, within a year.',

  removeTitle: (name: string) => `Take “${name}” out`,
  removeFrom: (version: string) => `Take it out of draft ${version}?`,
  removeText: 'The draft then has no such rule; other policies keep theirs.',
  removed: (version: string) => `Taken out of draft ${version}.`,
  leaveShadowText: (shadow: number) =>
    `Policy ${shadow} runs in shadow and cannot be changed, so a new draft is made: a copy of it without this rule. The shadow goes on with the rule until you put that draft in its place.`,
  leaveShadow: 'Make the draft',
  leftShadow: (version: number) => `Draft ${version} is made, without the rule.`,
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText:
    'It leaves the list of rules for good. Its hits stay with their orders, and so does this page.',
  deleted: (name: string) => `“${name}” is deleted.`,
}
