import type { GuidePage } from './page'

export const feedback: GuidePage = {
  title: 'Feedback',
  note: 'Say what became known, so that the model learns',
  lead: 'Labels are what makes the answers better. Send them from the first day: chargebacks, refunds, what customers say.',
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
          p: 'Instead of `label` you can send `is_correct`: whether the answer was right. `occurred_at` is when it became known, for a chargeback that was booked days ago.',
        },
      ],
    },
    {
      id: 'bulk',
      title: 'Many at once',
      blocks: [
        {
          p: 'Up to 1,000 labels go in one request. An item may name its payment by `external_id`, your own number of the order, in the place of `transaction_id`.',
        },
        { call: 'feedbackBulk' },
        {
          p: 'Each item is checked by itself: what was stored is in `feedback`, what failed in `errors`, both by `index`, the position from 0. Only payments of the mode of your key are found, live or test.',
        },
      ],
    },
    {
      id: 'files',
      title: 'A file of chargebacks',
      blocks: [
        {
          p: 'Send the list your bank or payment provider gives you, CSV or Parquet up to 20 MB, here or under Uploads in the dashboard. Columns are found by their names, and without a column `label` every line says fraud. `source` is `chargeback` unless the form or the line names another.',
        },
        { call: 'feedbackFile' },
        {
          p: 'A line means the payment of its `external_id`. Without one, or where it is unknown, it means the only payment with its `card`, `amount` and `occurred_at`, give or take a day.',
        },
        {
          table: {
            head: ['field', 'what it counts'],
            rows: [
              ['`matched`', 'Lines whose payment was found'],
              ['`labelled`', 'Of those, the ones that said something new'],
              ['`unchanged`', 'Of those, the ones that said what was known already'],
              ['`unmatched`', 'Lines that no payment fits'],
              ['`ambiguous`', 'Lines that several payments fit: they change nothing'],
              ['`bad`', 'Lines that cannot be read'],
            ],
          },
        },
        {
          p: '`lines` names those that came to nothing, with their number and why. A file that found all its payments is not read again when it is sent once more; one that did not is, so send payments first and the file again after them. `GET /api/feedback/uploads` lists the files so far.',
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
          p: 'A model that only hears of fraud learns that everything is fraud. Send `legitimate` for what went well: orders past the time in which a chargeback comes, or blocked customers who called and were right.',
        },
      ],
    },
  ],
}
