const orders = (number: number, text: string) => (number === 1 ? 'one order' : `${text} orders`)

/** The card-testing shield: what it stopped, what is on now, and how it is set. */
export const shield = {
  title: 'Card-testing shield',
  failed: 'The shield could not be loaded',

  /** One sentence that says what matters: what it did, and whether anything is on now. */
  did: {
    live: {
      block: (number: number, text: string) =>
        `The shield stopped ${orders(number, text)} in 28 days`,
      review: (number: number, text: string) =>
        `The shield sent ${orders(number, text)} to review in 28 days`,
    },
    shadow: {
      block: (number: number, text: string) =>
        `In shadow the shield stops nobody; it would have stopped ${orders(number, text)} in 28 days`,
      review: (number: number, text: string) =>
        `In shadow the shield stops nobody; it would have sent ${orders(number, text)} to review in 28 days`,
    },
    none: {
      live: 'The shield had nothing to stop in 28 days',
      shadow: 'In shadow the shield stops nobody, and would have stopped none in 28 days',
    },
    off: 'The shield is off and stops nobody',
  },
  now: {
    none: '; nothing is under attack now.',
    one: '; one burst is on now.',
    many: (bursts: string) => `; ${bursts} bursts are on now.`,
    off: '.',
  },

  bursts: 'Bursts on now',
  burstsNote: 'Newcomers who come faster under one value than they ever do',
  noneTitle: 'Nothing is under attack',
  noneText:
    'A burst is shown here while it is on, with what it stopped and whom it let through. You need not do anything about it.',
  kinds: {
    ip: 'From one address',
    card_bin: 'With cards that begin alike',
    device: 'On one device',
    email: 'With e-mails of one pattern',
    customer: 'New cards on one account',
  },
  testing: {
    ip: 'Card testing from one address',
    card_bin: 'Card testing with cards that begin alike',
    device: 'Card testing on one device',
    email: 'Card testing with e-mails of one pattern',
    customer: 'Card testing with new cards on one account',
  },
  more: (number: number, text: string) =>
    number === 1 ? 'And one burst more' : `And ${text} bursts more`,
  hidden: 'hidden, as you keep it',
  since: 'Since',
  until: 'ends',
  untilNote: 'unless it goes on',
  stopped: (text: string) => `${text} stopped`,
  sentToReview: (text: string) => `${text} sent to review`,
  wouldStop: 'none stopped, as it is in shadow',
  letThrough: (text: string) => `${text} let through`,
  orders: 'Open the orders',
  ordersOf: (kind: string, value: string) => `Open the orders of the burst: ${kind}, ${value}`,
  release: 'This was no attack',
  releaseOf: (kind: string, value: string) => `This was no attack: ${kind}, ${value}`,
  releaseTitle: 'Let this burst go?',
  releaseText:
    'It ends now, and none is called here for a day. Whoever comes in that day teaches the shield what is usual. Orders that were stopped stay as they were decided.',
  releaseSure: 'Yes, it was no attack',
  notReleased: 'The burst was not let go.',
  released: 'The burst has ended, and none is called there for a day.',
  began: (bursts: number) =>
    bursts === 1 ? 'A burst of newcomers has begun.' : `${bursts} bursts of newcomers have begun.`,

  daysTitle: 'The last 28 days',
  perDay: {
    stopped: 'Orders stopped a day',
    caught: 'Orders a day that it would have stopped',
  },
  day: 'Day',
  caught: 'Newcomers in a burst',
  stoppedOf: 'Stopped by the shield',
  most: (text: string, day: string) => `the most, ${text}, on ${day}`,
  noneOf: 'none in these days',
  openDay: 'Enter opens the orders of the day.',

  settings: 'What it does',
  mode: 'Mode',
  modes: { live: 'Live', shadow: 'Shadow', off: 'Off' },
  modeTexts: {
    live: 'Newcomers in a burst are stopped as they come.',
    shadow: 'It stops nobody, and shows here whom it would have stopped.',
    off: 'It says nothing of any order. Newcomers go on being counted, so that it knows what is usual.',
  },
  effect: 'Newcomers in a burst are',
  effects: { block: 'Blocked', review: 'Sent to review' },
  preview: 'What would change',
  previewNote: 'On your past orders, held against what is live now',

  rows: 'Orders that would be decided otherwise',
  save: 'Save as draft',
  saveTitle: 'Save the shield’s setting',
  reset: 'Keep it as it is',
  kept: 'Nothing changes until the policy goes live.',
  reads: 'An administrator can change it.',

  watches: 'What it watches',
  counts: (minutes: string) =>
    `In any ${minutes} minutes, newcomers are counted under each of these. So many are a burst where none are usual; where some are usual it takes more.`,
  value: 'Counted together',
  newcomers: 'A burst from',
  watched: {
    ip: 'One address, or one network of IPv6',
    device: 'One device',
    customer: 'New cards on one account',
    card_bin: 'The first digits of cards',
    email: 'E-mails that differ in digits, dots or what follows a plus',
  },
  calm: [
    'Customers, cards and devices that were seen before are not touched, even in the middle of a burst.',
    'The same card tried again is no further evidence.',
  ],
  ends: (minutes: string) =>
    `A burst ends by itself ${minutes} minutes after newcomers last came that fast.`,
}
