/** Rules and their pages. */
export const rules = {
  title: 'Rules & thresholds',
  tabs: {
    rules: 'Rules',
    thresholds: 'Thresholds',
    ready: 'Ready rules',
    lists: 'Lists',
    shield: 'Shield',
    policies: 'History',
  },

  loading: 'Loading the rules.',
  failed: 'The rules could not be loaded',
  live: (number: number, text: string) =>
    number === 1 ? 'One rule is live.' : `${text} rules are live.`,
  noneLive: 'No rule is live: lines, lists and the shield decide without them.',
  fired: (hit: string, frauds: string) =>
    `In 28 days rules fired on ${hit === '0' ? 'none' : hit} of the ${frauds} orders known to be fraud.`,
  firedOnOne: 'In 28 days one order became known as fraud, and a rule fired on it.',
  missedOne: 'In 28 days one order became known as fraud, and no rule fired on it.',
  noFrauds: 'No order of the last 28 days is known to be fraud so far.',
  prepared: (shadow: number, drafts: number) =>
    [
      shadow > 0 && `${shadow} ${shadow === 1 ? 'runs' : 'run'} in shadow`,
      drafts > 0 && `${drafts} ${drafts === 1 ? 'is in a draft' : 'are in drafts'}`,
    ]
      .filter(Boolean)
      .join(', ')
      .concat('.'),
  new: 'New rule',
  filters: 'Filters',
  search: 'Search names and sentences of rules',
  searchShort: 'Search rules',
  state: 'State',
  allStates: 'All',
  effect: 'What they do',
  allEffects: 'All effects',
  effects: {
    block: 'Block',
    review: 'Send to review',
    approve: 'Approve',
    points: 'Change the score',
  },
  effectNotes: {
    block: 'They decline the order',
    review: 'A person decides, unless the shield or the block line declines the order',
    approve: 'Neither the shield nor the lines touch the order',
    points: 'They add to the score or take from it, and the lines decide',
  },
  groups: {
    block: 'Rules that block',
    review: 'Rules that send to review',
    approve: 'Rules that approve',
    points: 'Rules that change the score',
  },
  inOrder: (group: string) => `${group}, as they speak`,
  heads: {
    rule: 'Rule',
    state: 'State',
    hits: 'Hits, 28 days',
    right: 'Known fraud',
    priority: 'Priority',
  },
  hitsHint: 'Orders of the last 28 days on which the rule fired',
  rightHint: 'Precision: of the hits whose outcome is known, those that were fraud',
  priorityHint: '1 speaks first',
  ofKnown: (fraud: string, known: string) => `${fraud} of ${known}`,
  noneKnown: 'none known',
  hits: (number: number, text: string) => `${text} ${number === 1 ? 'hit' : 'hits'}`,
  snoozedFor: (number: number, text: string) =>
    `Snoozed for ${text} ${number === 1 ? 'value' : 'values'}.`,
  expires: (day: string) => `Expires on ${day}.`,
  otherwise: { live: 'Live', shadow: 'Shadow', draft: 'Draft', off: 'Policy' },
  says: 'says:',
  sameWords: 'has another name, priority or expiry for it.',
  emptyTitle: 'No rules yet',
  emptyText:
    'The model decides with two lines. A rule adds what it cannot know: “Review if amount is over 500 and customer age is under 7 days”. Dozens are ready to switch on.',
  seeReady: 'See the ready rules',
  noMatchTitle: 'No rule fits these filters',
  noMatchText: 'Take a filter off, or look for another word of its name or sentence.',
  showAll: 'Show all',
}
