/** Data protection: what is kept, and one customer's data. */
export const data = {
  title: 'Data',
  lead: 'What is kept and for how long, and what one customer may ask for.',
  failed: 'The settings could not be loaded',
  days: 'days',
  ownerOnly: 'Only an owner may change this.',

  retention: 'Kept for',
  retentionNote: 'Counted from when it was stored; what is older is deleted every day.',
  kinds: {
    transactions_days: { label: 'Payments and their feedback, days', limits: [30, 3650] },
    uploads_days: { label: 'Records of uploaded files, days', limits: [1, 3650] },
    security_events_days: { label: 'Security events, days', limits: [30, 1095] },
  } as const,
  between: (least: string, most: string) => `${least} to ${most}`,
  notBetween: (least: string, most: string) => `Enter a whole number from ${least} to ${most}.`,
  fixed:
    'The audit trail is kept as long as the account. Stored answers of repeated requests go after 24 hours.',
  shorter:
    'Shorter than before: what is past the new time is deleted within a day and cannot be brought back.',

  password: 'Your password',
  passwordHint: 'Once more, because nobody can bring back what goes.',
  passwordMissing: 'Enter your password.',
  passwordWrong: 'This is not your password.',

  personal: 'E-mail and IP address',
  hash: 'Store both as keyed hashes',
  hashHint:
    'Scoring stays as exact and the same customer is still recognised, but nobody can read an e-mail or address of a payment any more. What is stored already is hidden within minutes; switching it off brings nothing back.',
  save: 'Save',
  saving: 'Saving',
  saved: 'Saved.',

  customer: 'One customer',
  customerNote: 'For requests to see or to erase what is stored about a person.',
  reference: 'Customer',
  referenceHint: 'The reference you send as “customer” with payments, exactly as you send it.',
  referenceMissing: 'Enter the reference of a customer.',
  export: 'Export',
  exporting: 'Preparing the file',
  exportFile: 'secureflow-customer.json',
  unknown: 'Nothing is stored of this customer.',
  erase: 'Erase',
  eraseOwner: 'An owner can erase a customer.',
  eraseTitle: (customer: string) => `Erase ${customer}?`,
  eraseText:
    'Everything that names this customer gets a pseudonym or is deleted: reference, e-mail, address, card and device of every payment, notes, and what the audit trail says about them. Amounts, times, scores and labels stay. Nobody can bring it back.',
  confirm: (customer: string) => `Type ${customer} to confirm`,
  confirmWrong: 'This is not the same reference.',
  erasing: 'Erasing',
  eraseNow: 'Erase for good',
  erased: (payments: number, count: string, pseudonym: string | null) =>
    payments
      ? `Erased. ${count} ${payments === 1 ? 'payment belongs' : 'payments belong'} to ${pseudonym} now.`
      : 'Nothing was stored of this customer. There was nothing to erase.',
}
