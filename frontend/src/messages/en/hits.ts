/** What rules, lists and the shield said of an order, beside what the model said. */
export const hits = {
  title: 'Rules',
  /** Which of them the decision is owed to; `done` is what happened, in a word. */
  by: {
    rule: (name: string, done: string) => `${done} by the rule “${name}”`,
    list: (name: string, done: string) => `${done} by the list “${name}”`,
    shield: (_: string, done: string) => `${done} by the card-testing shield`,
  },
  byScore: {
    approve: (line: string) => `Approved by the score, which is below ${line}`,
    review: (line: string) => `Sent to review by the score, from ${line} on`,
    block: (line: string) => `Blocked by the score, from ${line} on`,
  },
  done: { approve: 'Approved', review: 'Sent to review', block: 'Blocked' },
  added: (model: string, added: string, score: string) =>
    `${model} by the model + ${added} by rules = ${score}`,
  taken: (model: string, taken: string, score: string) =>
    `${model} by the model − ${taken} by rules = ${score}`,
  whyModel: (score: string) => `Why the model said ${score}`,
  would: { points: '', approve: 'Approves', review: 'Reviews', block: 'Blocks' },
  decided: 'Decided',
  notDecided: 'did not decide here',
  sources: { rule: 'Rule', list: 'List', shield: 'Card-testing shield' },
  shieldOf: {
    ip: 'Burst from one address',
    card_bin: 'Burst with one range of cards',
    device: 'Burst on one device',
    email: 'Burst of one pattern of e-mails',
    customer: 'Burst on one account',
  } as Record<string, string>,
  openRule: (name: string) => `Open the rule ${name}`,
  alsoOn: 'Also on the list',
  alsoOnMany: 'Also on the lists',
  lines: (review: string, block: string) => `review from ${review}, block from ${block}`,

  wrong: 'This rule was wrong',
  wrongOf: (name: string) => `The rule ${name} was wrong`,
  isWrong: 'Called wrong',
  takeBack: 'Take back',
  takeBackOf: (name: string) => `Take back that the rule ${name} was wrong`,
  saidWrong: (name: string) => `“${name}” was called wrong about this order.`,
  tookBack: (name: string) => `“${name}” is no longer called wrong about this order.`,
  undo: 'Undo',
  notSaid: 'What you said of the rule was not saved.',
  choose: 'Which rule was wrong?',
  chooseLead: 'It counts in the quality of the rule. The order stays as it was decided.',
}
