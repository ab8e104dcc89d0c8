import type { GuidePage } from './page'

export const goingLive: GuidePage = {
  title: 'Going live',
  note: 'A short list before the first real payment',
  lead: 'What to have done before real money depends on it.',
  sections: [
    {
      id: 'list',
      title: 'Before the switch',
      blocks: [
        {
          steps: [
            'Every branch was seen with [forced outcomes](/docs/test-mode#forced): approve, review, block, degraded, error.',
            'The request has a timeout, and it is decided what happens [without an answer](/docs/decisions#no-answer).',
            'Every payment carries an `external_id` or an [`Idempotency-Key`](/docs/retries).',
            'As many signals are sent as you have: `customer`, `card`, `device`, `ip` and `country` change the answer most.',
            'Somebody looks after the review queue, with the role reviewer or above.',
            'Chargebacks and refunds come back as [feedback](/docs/feedback).',
          ],
        },
      ],
    },
    {
      id: 'key',
      title: 'The live key',
      blocks: [
        {
          p: 'Make it under Settings, Keys. It begins with `sf_live_` and is shown once: put it into the secrets of your server, never into a page, an app or a repository. Give it the scopes it needs and no more, and the addresses of your servers if they are fixed.',
        },
        {
          p: 'To change a key without a gap, rotate it: the old one keeps working for the hours you choose. A key that may be known to others is revoked at once instead.',
        },
        { p: 'Then replace the key. Address and requests stay as they are.' },
      ],
    },
    {
      id: 'first-days',
      title: 'The first days',
      blocks: [
        {
          list: [
            'Treat `block` as `review` for the first week if you like to see before you trust: nothing in the API forces you to decline.',
            'Watch the overview: good orders declined is the figure that says whether the lines are too strict.',
            'Upload [past orders](/docs/batch#files), so that the first customers are not strangers.',
          ],
        },
      ],
    },
  ],
}
