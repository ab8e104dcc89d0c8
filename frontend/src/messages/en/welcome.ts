/** The first steps of a new merchant. */
export const welcome = {
  title: 'Score your first transaction',
  lead: 'About two minutes. You are in test mode: nothing here touches real customers or live figures.',
  skip: 'Skip set-up',
  finish: 'Finish set-up',
  done: 'done',

  keyTitle: 'Your test key is ready',
  keyMissingTitle: 'Make a test key',
  keyText: 'was made for you. It only works in test mode.',
  keyMissing: 'It sends payments apart from those of your shop and can be shown again at any time.',
  keyName: 'Test key',
  makeKey: 'Make a test key',
  keyFailed: 'The test key could not be made.',
  keysFailed: 'Your keys could not be loaded.',
  mayNot: (merchant: string) =>
    `Keys are for the roles admin and owner. One of them at ${merchant} can send the first payment, or change your role under Team.`,

  sendTitle: 'Send a transaction',
  code: 'The request in four languages',
  languages: { curl: 'curl', python: 'Python', node: 'Node', php: 'PHP' },
  listening: 'Listening for your first transaction. It will appear here with its score.',
  listeningFailed: 'Listening was interrupted. It goes on by itself.',
  sendHere: 'Send it from here',
  sending: 'Sending',
  gotRefused: (message: string, fix: string) =>
    `We got a request that could not be scored: ${message} ${fix} Listening for the next.`,
  refused: (status: number, message: string, fix: string) =>
    `The request was refused with status ${status}: ${message} ${fix}`.trim(),
  arrived: (decision: string, score: string) => `${decision}, score ${score}`,
  open: 'Open it',
  upload: 'Upload past orders',
  uploadText: 'CSV or Parquet, up to 20 MB.',
  docs: 'Read the docs',
  docsText: 'Every field, answer and error, with your key.',

  decideTitle: 'Decide your first flagged order',
  decideText:
    'Opens the queue of the test data with a few orders that need a person. Move, approve, undo, decline: four keys, on orders that are nobody’s.',
  practice: 'Practice',
  trials: {
    move: 'Go to the next order',
    approve: 'Approve it',
    undo: 'Undo that',
    decline: 'Decline one',
  },
  practiceNext: (trial: string) => `Practice: ${trial}`,
  practised: 'That is all of it.',
  practiceDone: 'Done, back to set-up',
  practiceEnd: 'End the practice',
  decideLater: 'Opens when a transaction has arrived.',
  openQueue: 'Practise in the queue',
}
