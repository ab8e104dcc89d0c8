/** Thresholds: from which score on an order is reviewed, and from which it is blocked. */
export const thresholds = {
  title: 'Thresholds',
  lead: (first: string, last: string) =>
    `See what moving a line would have done from ${first} to ${last}. Nothing changes until you save.`,
  leadEmpty:
    'From which score on an order waits for a person, and from which it is blocked. Nothing changes until you save.',
  failed: 'The thresholds could not be loaded',
  onDraft: (version: number) =>
    `These are the lines of policy ${version}, held against the live one.`,
  noDraft:
    'It is no draft any more: lines you save go into another draft, with the rules of that one.',
  openPolicy: (version: number) => `Open policy ${version}`,
  toLive: 'Use the live lines instead',
  where: 'Where the lines sit',
  known: (orders: string, known: string) =>
    known === '0'
      ? `${orders} orders, none with a known outcome`
      : `${orders} orders, ${known} with a known outcome`,
  chart: 'Orders by score',
  finding: (passed: string, waited: string, stopped: string, orders: string) =>
    `Of ${orders} orders ${passed} would pass, ${waited} would wait for a person and ${stopped} would be blocked.`,
  score: 'Score',
  steps: (from: number, to: number) => `${from} to ${to}`,
  pass: 'Pass',
  wait: 'Wait for a person',
  squareRoot: 'Bar heights are on a square-root scale, so that the few high scores can be seen.',
  lines: 'The two lines',
  reviewLine: 'Review line',
  blockLine: 'Block line',
  reviewFrom: 'Review from',
  blockFrom: 'Block from',
  at: (line: string) => `from ${line}`,
  notScore: 'Write a score from 0 to 100, with at most one decimal.',
  aboveBlock: (block: string) => `Must not lie above the block line, ${block}.`,
  belowReview: (review: string) => `Must not lie below the review line, ${review}.`,
  says: {
    pass: (review: string) => `Scores under ${review} pass.`,
    passNone: 'No score passes by itself.',
    wait: (from: string, to: string) =>
      from === to ? `${from} waits for a person.` : `${from} to ${to} wait for a person.`,
    waitUnder: (from: string, to: string) => `From ${from} to under ${to} they wait for a person.`,
    waitNone: 'None waits for a person.',
    block: (block: string) => `${block} and over are blocked at once.`,
    blockTop: 'Only 100 is blocked at once.',
  },
  untouched: (parts: string) => `Wherever the lines are: ${parts}.`,
  held: (text: string) => `${text} held for a person by a rule or the shield`,
  passed: (text: string) => `${text} let through by a rule or a list`,
  stopped: (text: string) => `${text} blocked by a rule, a list or the shield`,
  change: 'What would change',
  against: (version: number) => `Against the lines you use now, of policy ${version}`,
  againstLive: (version: number) =>
    `Against policy ${version}, which decides now; whatever else this one changes is counted in`,
  costs: (fee: string, margin: string, review: string) =>
    `Uses your costs: ${fee} a chargeback, ${margin} of a lost order, ${review} a review.`,
  changeCosts: 'Change the costs',
  curve: 'Net saving by block line',
  ifReview: (review: string) => `If review starts at ${review}, against letting every order pass.`,
  most: (saving: string, block: string) =>
    `The most, ${saving}, would be saved with the block line at ${block}.`,
  curveFinding: (saving: string, block: string) =>
    `With the block line at ${block}, ${saving} would be saved.`,
  curveHow: 'Press a point to put the block line there.',
  curvePoint: 'Point of the curve',
  curveNeeds: 'The curve is drawn once enough outcomes are known.',
  nowAt: (block: string) => `now ${block}`,
  blockAt: (block: string) => `Block from ${block}`,
  netSaving: 'Net saving',
  againstNow: 'Against now',
  rows: 'Orders that would be decided otherwise',
  save: 'Save as draft',
  saveTitle: 'Save these lines',
  shadow: 'Shadow it',
  shadowTitle: 'Save these lines and run them in the shadow',
  shadowWords: {
    text: 'The draft you choose runs beside the live policy from now on, with all that is in it, and decides nothing. One that runs in shadow already makes room for it.',
    save: 'Shadow it',
    saved: (version: number) => `Policy ${version} runs in shadow.`,
  },
  reset: 'Reset',
  kept: 'Every save is kept in the audit trail and can be rolled back.',
  reads: 'People who manage the shop can save lines. You can try them here.',
  empty: 'No orders to try the lines on yet',
  emptyText:
    'Once orders have been scored, you see here how many would pass, wait or be blocked, and what each choice would have saved.',
  sendOrders: 'Upload past orders',
}
