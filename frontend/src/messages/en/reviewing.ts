/** Settings: how orders are reviewed. */
export const reviewing = {
  title: 'Review',
  lead: 'How long an order may wait for a person, and which orders are shown to one all the same.',
  due: 'Waiting for a person',
  dueNote: 'For orders whose payment does not say when its authorisation ends',
  minutes: 'Time to decide, in minutes',
  minutesHint: 'From 15 minutes to 30 days (43,200).',
  notMinutes: 'Write whole minutes from 15 to 43,200.',
  default: 'When the time is over',
  defaults: {
    approve: 'Approve it',
    decline: 'Decline it',
    keep: 'Leave it open, as overdue',
  },
  defaultHint:
    'Done by nobody, said so on the order, and never used to train a model. Choose what harms you less when nobody looks.',
  second: 'Second opinions, in percent of decided orders',
  secondHint:
    'Shown to another reviewer without the score and the first answer, to measure how often people agree.',
  goal: 'Reviews a person means to do in a day',
  goalHint: 'Shown to each as “7 of 30 done today”; nobody is compared.',
  notGoal: 'Write a whole number from 1 to 1,000.',
  saved: 'How reviews are done is saved. Orders that wait already keep their time.',
  failed: 'How reviews are done could not be loaded',

  sample: 'Shown to reviewers all the same',
  sampleNote: 'Of the orders that go through, so that the model learns what it misses',
  spotChecks: 'Spot checks, picked at random',
  spotChecksHint: 'From them it is known how much fraud goes through.',
  closeCalls: 'Close calls, nearest to being held',
  closeCallsHint: 'A label on them teaches the model most.',
  closeCallsFrom: (line: string) => `At present from a score of ${line}.`,
  percentOf: '% of orders',
  notPercent: 'Write a percentage from 0 to 20, such as 0.5.',
  sampleSaved: 'The shares are saved.',
  sampleFailed: 'The shares could not be loaded',
  toSample: 'Look at them',
}
