/** Policies: what decided when, what is prepared, and the way from one to the next. */
export const policies = {
  states: {
    draft: 'Draft',
    shadow: 'Shadow',
    live: 'Live',
    replaced: 'Replaced',
    rolled_back: 'Rolled back',
    off: 'Off',
  },
  service: 'the service',
  failed: 'The policies could not be loaded',

  where: 'Save into',
  newDraft: 'A new draft',
  draftHolds: (lines: string, rules: number) =>
    `It has the lines ${lines} and ${rules === 1 ? '1 rule' : `${rules} rules`}. All of it goes live together.`,
  intoDraft: (version: number, reason: string, author: string | null) =>
    `Draft ${version}${author === null ? '' : ` of ${author}`}: ${reason}`,
  saveText: 'Nothing is decided by a draft. You put it into shadow or live from its own page.',
  saveDraft: 'Save as draft',
  saved: (version: number) => `Saved in draft ${version}.`,
  openDraft: 'Open it',
  notSaved: 'Nothing was saved.',
  reason: 'Reason',
  reasonHint: 'Why, for whoever asks later. Everybody of your shop can read it.',
  reasonMissing: 'Say in a few words why.',

  title: 'History',
  crumb: '← History',
  loading: 'Looking for your policies',
  list: 'Policies, newest first',
  kept: 'A policy holds the lines, the rules and the shield under one number. Every order keeps the number of the policy that decided it, and what was ever at work stays as it was.',
  liveLead: (version: number) => `Policy ${version} decides.`,
  shadowLead: (version: number, at: string) => `Policy ${version} runs in shadow since ${at}.`,
  noShadow: 'None runs in shadow.',
  draftsLead: (drafts: number) =>
    drafts === 1 ? 'One draft is being prepared.' : `${drafts} drafts are being prepared.`,
  heads: {
    policy: 'Policy',
    state: 'State',
    lines: 'Lines',
    rules: 'Rules',
    changes: 'What changed',
    reason: 'Reason',
    author: 'By',
  },
  linesShort: (review: string, block: string) => `${review} / ${block}`,
  theService: 'The service',
  first: 'The first one',
  same: 'Nothing',
  linesTo: (review: string, block: string) => `lines to ${review} and ${block}`,
  added: (rules: number) => (rules === 1 ? '1 rule added' : `${rules} rules added`),
  changed: (rules: number) => (rules === 1 ? '1 rule changed' : `${rules} rules changed`),
  removed: (rules: number) => (rules === 1 ? '1 rule taken out' : `${rules} rules taken out`),
  shieldIs: { live: 'shield on', shadow: 'shield in shadow', off: 'shield off' },
  makeDraft: 'Make a draft',
  draftText: 'It begins as a copy of the live policy and decides nothing until it is put live.',
  drafted: (version: number) => `Draft ${version} is made.`,

  oneFailed: 'This policy could not be loaded',
  missing: 'There is no such policy',
  missingText: 'A draft that was deleted is gone; everything else is in the history.',
  toAll: 'Go to the history',
  draftStands: (author: string) => `A draft of ${author}. It decides nothing yet.`,
  shadowStands: (live: number | null, at: string) =>
    `It runs in shadow since ${at}: it says of each order what it would do, and policy ${live} decides.`,
  liveStands: (at: string) => `It decides every order since ${at}.`,
  replacedStands: (at: string) => `It decided until ${at}, when another policy took its place.`,
  backStands: (at: string) => `It was live and was rolled back on ${at}.`,
  endedStands: (at: string) => `It ran in shadow until ${at} and never decided.`,

  about: 'About it',
  made: 'Made',
  madeFrom: 'Made from',
  changesTitle: 'What it changes',
  against: (version: number) => `Against policy ${version}, which it was made from`,
  sameAs: (version: number) => `It says the same as policy ${version}.`,
  lines: 'Lines',
  reviewFrom: 'Review from',
  blockFrom: 'Block from',
  isAdded: 'Added',
  isChanged: 'Changed',
  isRemoved: 'Taken out',
  saidBefore: (sentence: string) => `Before: ${sentence}.`,
  renamed: (name: string) => `It was called ${name}.`,
  turn: (before: string, after: string) => `Priority ${before} before, ${after} now.`,
  expiryMoved: 'It expires at another time.',
  readyRule: 'ready rule',
  expires: 'expires',
  rulesTitle: (rules: number, text: string) =>
    rules === 0 ? 'No rules' : rules === 1 ? 'One rule' : `${text} rules`,
  noRules: 'It has no rules: the score and the lines decide.',
  shield: 'Card-testing shield',
  shieldLive: {
    block: 'On: newcomers of a burst are blocked',
    review: 'On: newcomers of a burst are sent to review',
  },
  shieldMoved: (before: string, after: string) =>
    `${before.toLowerCase()}, then ${after.toLowerCase()}`,
  moveLines: 'Move its lines',
  addRule: 'Add a rule',

  effect: 'What it would have done',
  orders: (orders: number, text: string) => (orders === 1 ? 'one order' : `${text} orders`),
  effectNote: (orders: string, live: number) => `On ${orders} of the past, against policy ${live}`,
  inShadow: 'What it said in shadow',
  inShadowNow: 'What it says in shadow',
  inShadowThen: 'It ran beside the policy that decided then.',
  whichOrders: 'Which orders',
  openReport: 'Show the report',
  shadowNote: (orders: string, time: string, against: string) =>
    against ? `On ${orders} in ${time}, against ${against}` : `On ${orders} in ${time}`,
  heldAgainst: (live: number) => `policy ${live}, which decided`,
  heldAgainstMany: (policies: readonly { policy: number; orders: string }[]) => {
    const said = policies.map(({ policy, orders }) => `policy ${policy} on ${orders}`)
    return `what decided then: ${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
  },
  noOrdersYet: 'No order came in that time yet. The report fills as orders are scored.',

  history: 'What became of it',
  madeBy: (name: string) => `${name} made the draft`,
  began: {
    shadow: (name: string) => `${name} put it into shadow`,
    live: (name: string) => `${name} put it live`,
    again: (name: string) => `${name} went back to it`,
  },
  ended: {
    shadow: (name: string) => `${name} ended the shadow`,
    live: (name: string) => `${name} put another in its place`,
    back: (name: string) => `${name} rolled it back`,
  },

  outdated: 'Another policy went live meanwhile',
  wentLive: (name: string, live: number) => `${name} put policy ${live} live meanwhile`,
  outdatedDraft: (base: number) =>
    `This draft was made from policy ${base}. If it follows the live policy, it keeps everything it says: where they differ, the draft wins.`,
  outdatedShadow: (base: number) =>
    `This one was made from policy ${base} and cannot be changed any more. Copy it into a draft, which follows the live policy.`,
  changedMeanwhile: (live: number, base: number) => `What policy ${live} changed against ${base}`,
  follow: (live: number) => `Follow policy ${live}`,
  followed: (version: number, live: number) => `Draft ${version} follows policy ${live} now.`,

  acts: {
    shadow: 'Run in shadow',
    live: 'Make it live',
    rollback: 'Roll back',
    copy: 'Copy into a draft',
    delete: 'Delete',
  },
  copy: 'Copy into a draft',
  copyTitle: (version: number) => `Copy policy ${version}`,
  copyText: (version: number) =>
    `A new draft that says what policy ${version} says. It decides nothing until it is put live.`,
  endShadow: 'End the shadow',
  working: 'Working',
  notDone: 'Nothing was changed.',
  changedSince: (version: number) =>
    `Draft ${version} was changed since you opened this. Look at what it says now, then go on.`,
  lookAgain: 'Look at it again',
  shadowTitle: (version: number) => `Run policy ${version} in shadow`,
  shadowText: (live: number) =>
    `Policy ${live} goes on deciding. This one says of each order what it would have done, at no cost to any order.`,
  shadowReplaces: (version: number) =>
    `One policy runs in shadow: policy ${version} ends. From then on this one cannot be changed any more.`,
  shadowFixed: 'From then on it cannot be changed any more.',
  shadowed: (version: number) => `Policy ${version} runs in shadow.`,
  endTitle: (version: number) => `End the shadow of policy ${version}`,
  endText: 'Its report stays. To run it again, copy it into a draft.',
  shadowEnded: (version: number) => `The shadow of policy ${version} has ended.`,
  backTitle: (version: number) => `Roll back policy ${version}`,
  backText: (before: number) =>
    `Policy ${before} decides again from the next order on. Orders that were decided stay as they are.`,
  rolledBack: (version: number, before: number) =>
    `Policy ${version} is rolled back. Policy ${before} decides again.`,
  liveTitle: (version: number) => `Make policy ${version} live`,
  liveText: (live: number) =>
    `It decides from the next order on, in the place of policy ${live}. On past orders that would have meant:`,
  isLive: (version: number) => `Policy ${version} is live.`,
  deleteTitle: (version: number) => `Delete draft ${version}`,
  deleteText:
    'The draft and the rules that only it has are gone for good. Nothing was decided by it.',
  deleted: (version: number) => `Draft ${version} is deleted.`,

  look: 'Look',
  newsLive: (name: string, version: number) => `${name} put policy ${version} live just now.`,
  newsShadow: (name: string, version: number) =>
    `${name} put policy ${version} into shadow just now.`,
}
