import type { GuidePage } from './page'

export const retries: GuidePage = {
  title: 'Retries',
  note: 'Send again without doing it twice',
  lead: 'A request whose answer was lost can be sent again without harm: name it with a key of your own, and it is done once.',
  sections: [
    {
      id: 'key',
      title: 'Name the request',
      blocks: [
        {
          p: 'Put a value of your own into the header `Idempotency-Key`, 1 to 255 printable characters: the number of your order or a random UUID. Every route that changes something takes it, except those under `/api/auth/`. Make it once for each thing you want done, and keep it over all attempts.',
        },
        { call: 'scoreAgain' },
        { p: 'Run it twice: the second answer is the stored one.' },
      ],
    },
    {
      id: 'what-happens',
      title: 'What a repeat gets',
      blocks: [
        {
          table: {
            head: ['a repeat', 'gets'],
            rows: [
              [
                'with the same body',
                'The stored answer with `Idempotent-Replayed: true`. A payment also says `data_source: replay`',
              ],
              ['while the first is still running', 'Waits for it and gets the same answer'],
              [
                'with another body',
                '409 [`idempotency_conflict`](/docs/errors#idempotency_conflict)',
              ],
              ['of a request that showed a secret', 'The same answer without the secret'],
              [
                'after 24 hours',
                'The key is forgotten and the request done anew; that of a payment stays',
              ],
            ],
          },
        },
        {
          p: 'Keys belong to your shop, and to the live or the test data. Answers that were errors are not kept, so what failed is tried again. A payment with an `external_id` needs no key: the id does the same, for good.',
        },
      ],
    },
    {
      id: 'pauses',
      title: 'How to retry',
      blocks: [
        {
          steps: [
            'Set a timeout. Two seconds are plenty for one payment.',
            'Retry after no answer, 429, 500, 502, 503 and 504. Nothing else gets better by itself.',
            'Wait `Retry-After` seconds where it is given, else 0.5, 1, 2 and 4 seconds, each shortened by a random part so that not everybody comes back at once.',
            'Give up after four attempts and do what you decided [for no answer](/docs/decisions#no-answer).',
          ],
        },
        { p: 'The [Python client](/docs/python) does all of this by itself.' },
      ],
    },
  ],
}
