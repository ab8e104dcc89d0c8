import type { GuidePage } from './page'

export const firstScore: GuidePage = {
  title: 'First score',
  note: 'A key, one request, and how to read the answer',
  lead: 'Send one payment and get a score with reasons. It takes about two minutes.',
  sections: [
    {
      id: 'key',
      title: 'Take your test key',
      blocks: [
        {
          p: 'Every request carries a key in the header `X-API-Key`. A test key begins with `sf_test_`: what it sends is scored like any payment, but never mixes with the figures of your shop. If you may manage keys, the examples on these pages already hold yours.',
        },
        {
          p: 'People with the role admin or owner make keys under Settings, Keys. A key needs the scope `score` for this page.',
        },
      ],
    },
    {
      id: 'send',
      title: 'Send a payment',
      blocks: [
        {
          p: 'Only `amount` is required. Every further signal sharpens the answer: who paid (`customer`, `email`, `card`), with what (`device`, `ip`, `country`) and for what (`merchant_category`, `transaction_type`).',
        },
        { call: 'score' },
        {
          p: 'Write amounts as text with a point, `"129.90"`: a number is taken too, but text is exact. Send a token of the card, never its number.',
        },
      ],
    },
    {
      id: 'answer',
      title: 'Read the answer',
      blocks: [
        {
          table: {
            head: ['field', 'what it says'],
            rows: [
              ['`decision`', '`approve`, `review` or `block`: what to do'],
              ['`score`', '0 to 100, higher is riskier'],
              ['`level`', '`low`, `elevated`, `high` or `critical`: how risky, in a word'],
              [
                '`risk_factors`',
                'The reasons in words, largest first. With `base_points` their points add up to the score',
              ],
              ['`transaction_id`', 'Keep it: feedback and the dashboard find the payment by it'],
              [
                '`data_source`',
                '`model`, or `replay` when an identical request was answered before',
              ],
              ['`degraded`', '`true` when a part of the judgement was unavailable'],
            ],
          },
        },
        {
          p: 'The score is not a probability. It says how unusual the payment is beside those the model has learned from; `probability` stays `null` until enough labels were sent to calibrate one.',
        },
      ],
    },
    {
      id: 'next',
      title: 'What comes next',
      blocks: [
        {
          list: [
            '[Decisions](/docs/decisions): what your checkout does with each answer',
            '[Test mode](/docs/test-mode): make every answer happen on purpose',
            '[Retries](/docs/retries): send again without scoring twice',
            '[Going live](/docs/going-live): a short list before the first real payment',
          ],
        },
      ],
    },
  ],
}
