import type { GuidePage } from './page'

export const decisions: GuidePage = {
  title: 'Decisions',
  note: 'What your checkout does with approve, review and block',
  lead: 'The score says how risky a payment is; the decision says what to do with it. Build on the decision.',
  sections: [
    {
      id: 'three',
      title: 'Three answers',
      blocks: [
        {
          table: {
            head: ['`decision`', 'when', 'what your checkout does'],
            rows: [
              ['`approve`', 'Below the review line', 'Take the payment'],
              [
                '`review`',
                'From the review line up to the block line',
                'Authorise but do not capture or ship: a person decides in the review queue',
              ],
              [
                '`block`',
                'At or above the block line',
                'Decline. Tell the customer that the payment did not work, not why',
              ],
            ],
          },
        },
        {
          p: 'The lines start at 45 and 92. They belong to the policy of your shop: every stored payment says which version of it applied, under `policy` in `GET /api/transactions/{transaction_id}`.',
        },
        { call: 'scoreMore' },
      ],
    },
    {
      id: 'levels',
      title: 'Levels are for people',
      blocks: [
        {
          p: 'A level puts the score into a word: `low` under 45, `elevated` from 45, `high` from 70, `critical` from 90. A level says how risky, the decision says what happens. A policy that blocks from 80 blocks some payments that are `high`.',
        },
      ],
    },
    {
      id: 'reasons',
      title: 'Reasons',
      blocks: [
        {
          p: '`risk_factors` lists the six largest contributions and `others`. Points above zero speak for fraud, below zero against it. `text` is written for people; `code` and `feature` are stable words for programs.',
        },
        {
          p: 'Reasons explain the score. They prove nothing, so show them to reviewers and not to customers.',
        },
      ],
    },
    {
      id: 'review',
      title: 'After a review',
      blocks: [
        {
          p: 'A payment in review waits in the queue of the dashboard, the most money at risk first. Send `authorisation_expires_at` and it is due before the authorisation lapses. The answer of the reviewer is stored as feedback: ask for the payment again and read `feedback`.',
        },
        { call: 'transactions' },
      ],
    },
    {
      id: 'no-answer',
      title: 'When no answer comes',
      blocks: [
        {
          p: 'Decide beforehand what your checkout does when the service cannot be reached or answers 503: most shops approve small amounts and hold large ones. Give the request a timeout of about two seconds, and send it again later [with the same key](/docs/retries) so that the payment is on record.',
        },
        {
          p: '`degraded: true` is an answer made without one of its parts. It can be acted on; `test_degraded` in [test mode](/docs/test-mode) makes one.',
        },
      ],
    },
  ],
}
