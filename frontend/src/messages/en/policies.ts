/** Policies: what decided when, what is prepared, and the way from one to the next. */
export const policies = {
  states: {
    draft: 'Draft',
    shadow: 'Shadow',
    live: 'Live',
    replaced: 'Replaced',
    rolled_back: 'Rolled back',
    off: 'Off',
  },
  service: 'the service',
  failed: 'The policies could not be loaded',

  where: 'Save into',
  newDraft: 'A new draft',
  intoDraft: (version: number, reason: string, author: string | null) =>
    `Draft ${version}${author === null ? '' : ` of ${author}`}: ${reason}`,
  saveText: 'Nothing is decided by a draft. You put it into shadow or live from its own page.',
  saveDraft: 'Save as draft',
  saved: (version: number) => `Saved in draft ${version}.`,
  openDraft: 'Open it',
  notSaved: 'Nothing was saved.',
  reason: 'Reason',
  reasonHint: 'Why, for whoever asks later. Everybody of your shop can read it.',
  reasonMissing: 'Say in a few words why.',
}
