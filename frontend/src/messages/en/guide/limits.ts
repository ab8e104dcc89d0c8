import type { GuidePage } from './page'

export const limits: GuidePage = {
  title: 'Limits',
  note: 'How often, how much and how long',
  lead: 'Limits keep one client from slowing another. They are far above what a shop needs; who meets one is told by how much and until when.',
  sections: [
    {
      id: 'rates',
      title: 'How often',
      blocks: [
        {
          p: 'Requests are counted in a moving window, for each key or person and for each group of routes.',
        },
        {
          table: {
            head: ['what', 'limit'],
            rows: [
              ['Scoring one payment', '3,000 a minute'],
              ['Batches', '60 a minute'],
              ['Files', '10 a minute'],
              ['Everything else that reads', '1,200 a minute'],
              ['Everything else that changes something', '600 a minute'],
              ['Signing in and links by mail, from one address', '10 a minute'],
              ['All requests from one address', '3,000 a minute'],
            ],
          },
        },
        {
          p: 'In front of that, one address gets 50 requests a second in the long run and 32 at once, so that nobody slows anybody else: many payments belong into a [batch](/docs/batch). Whoever runs this service may have set others. Every answer says where you stand:',
        },
        {
          table: {
            head: ['header', 'what it says'],
            rows: [
              ['`RateLimit-Limit`', 'How many requests the window takes'],
              ['`RateLimit-Remaining`', 'How many are left'],
              ['`RateLimit-Reset`', 'In how many seconds one more is allowed than now'],
              ['`Retry-After`', 'Only with 429 and 503: seconds to wait before the next try'],
            ],
          },
        },
      ],
    },
    {
      id: 'sizes',
      title: 'How much',
      blocks: [
        {
          table: {
            head: ['what', 'limit'],
            rows: [
              ['A body', '1 MB, with at most 16 levels of lists and objects'],
              ['A file', '20 MB'],
              ['Payments in a batch', '1,000'],
              ['Labels in a bulk', '1,000'],
              ['A page of a list', '50 entries, up to 200 with `limit`'],
              ['`extra` of a payment', '16,000 characters'],
              ['An `Idempotency-Key`', '255 characters, kept for 24 hours'],
              ['Keys of a shop', '100'],
            ],
          },
        },
      ],
    },
    {
      id: 'times',
      title: 'How long',
      blocks: [
        {
          p: 'A request is given up after 60 seconds, a file after 300. One payment takes milliseconds: set your own timeout to about two seconds.',
        },
      ],
    },
    {
      id: 'pages',
      title: 'Long lists',
      blocks: [
        {
          p: 'Lists come in pages: `items`, and `next_cursor` to ask for the next one with `cursor`; it is `null` on the last page. A cursor belongs to its filters and its sort. With `fields=id,score` only those fields are sent.',
        },
        { call: 'transactions' },
        {
          p: 'Answers to `GET` carry an `ETag`. Send it back in `If-None-Match` and an unchanged answer is a 304 without a body.',
        },
      ],
    },
  ],
}
