import type { GuidePage } from './page'

export const feedback: GuidePage = {
  title: 'Feedback',
  note: 'Say what became known, so that the model learns',
  lead: 'Labels are what makes the answers better. Send them from the first day: charge-backs, refunds, what customers say.',
  sections: [
    {
      id: 'send',
      title: 'Send a label',
      blocks: [
        {
          p: 'Name the payment by its `transaction_id` and say the truth as `label`, `fraud` or `legitimate`, with where you know it from as `source`. The key needs the scope `feedback`.',
        },
        { call: 'feedback' },
        {
          p: 'Instead of `label` you can send `is_correct`: whether the answer was right. `occurred_at` is when it became known, for a charge-back that was booked days ago.',
        },
      ],
    },
    {
      id: 'sources',
      title: 'Which word counts',
      blocks: [
        {
          p: 'Nothing is ever overwritten. The latest of each source counts, and where sources disagree the heavier one does:',
        },
        {
          table: {
            head: ['`source`', 'what it is', 'weight'],
            rows: [
              ['`chargeback`', 'The bank took the money back', 'Most'],
              ['`customer`', 'The customer says so', ''],
              ['`refund`', 'You gave the money back', ''],
              ['`reviewer`', 'A person decided in the queue', 'Least'],
            ],
          },
        },
      ],
    },
    {
      id: 'good',
      title: 'Good orders count as well',
      blocks: [
        {
          p: 'A model that only hears of fraud learns that everything is fraud. Send `legitimate` for what went well: orders past the time in which a charge-back comes, or blocked customers who called and were right.',
        },
      ],
    },
  ],
}
