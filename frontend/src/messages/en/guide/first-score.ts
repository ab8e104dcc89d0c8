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
          p: 'Only `amount` is required. Every further signal sharpens the answer: who paid (`customer`, `card`), with what (`device`, `ip`, `country`) and for what (`merchant_category`, `transaction_type`).',
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
                '`probability`',
                'The chance of fraud, 0 to 1; `null` until enough labels were sent to say one',
              ],
              [
                '`model_version`, `arm`',
                'Which [model](/docs/models) judged, and whether as `champion` or `challenger`',
              ],
              [
                '`signals_missing`',
                'Optional signals you did not send, the one that would help most first',
              ],
              [
                '`signals_helpful`',
                'The three of them that would help most, and in words what each would add',
              ],
              [
                '`data_source`',
                '`model`, or `replay` when an identical request was answered before',
              ],
              ['`degraded`', '`true` when a part of the judgement was unavailable'],
            ],
          },
        },
        {
          p: 'Each reason has a `text` for people, its `points`, and `evidence`: the figures behind it, such as “249.00 against 40.10”.',
        },
        {
          p: 'The score is not a chance of fraud. It only says what is riskier than what; `probability` needs 200 labels on payments later than those the model learned from, with at least 20 of fraud and 20 good ones among them.',
        },
        {
          p: '`GET /api/transactions/{id}` adds `counterfactual`: what alone would have had the payment approved, such as “Would be approved below 180”. Each way was tried out by scoring it.',
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
