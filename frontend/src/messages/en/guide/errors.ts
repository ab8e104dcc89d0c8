import type { GuidePage } from './page'

export const errors: GuidePage = {
  title: 'Errors',
  note: 'One shape for all of them, and a fix for each code',
  lead: 'Every error of the API is one envelope with a stable code. Build on the code, log the request id, show the message to nobody but yourself.',
  sections: [
    {
      id: 'envelope',
      title: 'The envelope',
      blocks: [
        { call: 'invalid' },
        {
          table: {
            head: ['field', 'what it says'],
            rows: [
              ['`code`', 'A stable word for programs. All of them are below'],
              ['`message`', 'What is wrong, in a sentence; may be reworded any time'],
              ['`fix`', 'What to do about it, where that is known'],
              ['`field`', 'The field at fault, where there is one'],
              ['`docs`', 'The address of the code on this page'],
              [
                '`request_id`',
                'Quote it when you ask for help; the header `X-Request-ID` has it too',
              ],
            ],
          },
        },
      ],
    },
    {
      id: 'again',
      title: 'Which are worth another try',
      blocks: [
        {
          table: {
            head: ['status', 'send it again?'],
            rows: [
              ['no answer, timeout', 'Yes, [with the same key](/docs/retries)'],
              ['429', 'Yes, after the seconds in `Retry-After`'],
              ['500, 502, 503, 504', 'Yes, with pauses that double: 0.5 s, 1 s, 2 s'],
              ['409', 'No: the same key or id was used for something else'],
              ['any other 4xx', 'No: the same request fails again. Change it first'],
            ],
          },
        },
      ],
    },
    { id: 'codes', title: 'All codes', blocks: [{ codes: true }] },
  ],
}
