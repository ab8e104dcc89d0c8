import type { GuidePage } from './page'

export const batch: GuidePage = {
  title: 'Batch and files',
  note: 'Up to 1,000 payments in a request, or a whole file',
  lead: 'For past orders and nightly runs. Each payment is checked by itself, so one bad row fails alone.',
  sections: [
    {
      id: 'batch',
      title: 'Many in one request',
      blocks: [
        {
          p: 'Send up to 1,000 payments, each shaped like that of a single request.',
        },
        { call: 'batch' },
        {
          p: '`predictions` come in the order sent, without the rows that failed. `errors` names those by `index`, their position from 0, each with the `code`, `message` and `field` of [its error](/docs/errors).',
        },
        {
          p: 'Reasons come with payments at or above the review line. For any other, ask for the transaction.',
        },
      ],
    },
    {
      id: 'again',
      title: 'Sending a batch again',
      blocks: [
        {
          p: 'Give every payment an `external_id`, your own number of the order. A payment that was scored before then keeps its first answer, whatever batch it comes in: a run that broke off is simply sent again.',
        },
      ],
    },
    {
      id: 'files',
      title: 'A file of past orders',
      blocks: [
        {
          p: 'CSV or Parquet up to 20 MB. Columns are matched by name; only one for the amount is required. The answer says how each column was read and lists the rows that could not be.',
        },
        { call: 'upload' },
        {
          p: 'The scored rows are at `result_path` of the answer, as CSV. The file of a spreadsheet program must be saved as CSV first.',
        },
      ],
    },
  ],
}
