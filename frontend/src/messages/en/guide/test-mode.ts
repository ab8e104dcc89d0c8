import type { GuidePage } from './page'

export const testMode: GuidePage = {
  title: 'Test mode',
  note: 'Make every answer happen on purpose',
  lead: 'A test key scores payments apart from your shop, and fixed inputs force each outcome, so that you can test every branch of your checkout.',
  sections: [
    {
      id: 'apart',
      title: 'Kept apart',
      blocks: [
        {
          p: 'Payments sent with a test key never enter live figures, history or the review queue of your shop. In the dashboard, the switch at the top of the menu (on a phone: under More) shows *Test data*, with a dashed line across the page. Keys choose by themselves; people choose with the header `SecureFlow-Mode: test`.',
        },
      ],
    },
    {
      id: 'forced',
      title: 'Force an outcome',
      blocks: [
        {
          p: 'Send one of these as `customer` with a test key. The rest of the payment is as you like. A live key takes them for what they are: names of customers.',
        },
        {
          table: {
            head: ['`customer`', 'answer'],
            rows: [
              ['`test_approve`', '`approve`'],
              ['`test_review`', '`review`: appears in the review queue of the test data'],
              ['`test_block`', '`block`'],
              ['`test_degraded`', 'An answer with `degraded: true`'],
              ['`test_error`', '503 with the code [`test_error`](/docs/errors#test_error)'],
            ],
          },
        },
        { call: 'testReview' },
        { call: 'testBlock' },
        { call: 'testApprove' },
        { call: 'testDegraded' },
      ],
    },
    {
      id: 'failure',
      title: 'Rehearse a failure',
      blocks: [
        {
          p: 'The most useful test of all: what does your checkout do when scoring is away?',
        },
        { call: 'testError' },
      ],
    },
  ],
}
