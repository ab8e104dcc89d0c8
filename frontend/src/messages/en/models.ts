/** What judges the orders, how well, and what is done about it. */
export const models = {
  title: 'Models',
  loading: 'Loading the models.',
  failed: 'The models could not be loaded',

  headline: {
    nothing: 'No model is in place, so no order can be judged.',
    base: 'Your orders are judged by the shared base model. None of your orders went into it.',
    unlabelled:
      'Your orders are judged by what is unusual for your shop. Labels would make it better.',
    unmeasured: (labels: string) =>
      `Your model learns from ${labels}. Too few are newer than it to say how well it does.`,
    measured: (caught: string, right: string) =>
      `Your model finds ${caught} of fraud; ${right} of what it puts first really is fraud.`,
  },
  labelCount: (number: number, labels: string) => `${labels} ${number === 1 ? 'label' : 'labels'}`,

  champion: 'In charge',
  championNote: 'Decides about every order that no challenger gets',
  kinds: { base: 'Shared base model', own: 'Your own model' } as Record<string, string>,
  kindTexts: {
    base: 'Made from simulated payments only, the same for every shop. Nothing of any shop is in it.',
    own: 'Made from your own orders and labels only. No other shop sees or shares it.',
  } as Record<string, string>,
  learned: 'What it rests on',
  learnedNone:
    'Only on what is unusual: an order far from what its customer, card or category does.',
  learnedSome: (share: string) =>
    `Of its judgement ${share} comes from labels, the rest from what is unusual. More labels, more learning.`,
  learnedAll: 'Nearly all on labels; what is unusual is one of its signals.',
  from: 'Learned from',
  fromText: (orders: string, labels: string) => `${orders} orders, ${labels}`,
  between: (from: string, until: string) => `${from} to ${until}`,
  since: 'In charge since',
  because: 'Why',
  by: (who: string) => `by ${who}`,
  itself: 'SecureFlow',
  fromSimulator: 'Simulated payments',
  fromOwn: 'Orders and labels of this shop',
  probability: 'Chance of fraud',
  probabilityOn: 'Said with every order, checked against later orders',
  probabilityNeeds: (needed: string, neededFraud: string, labels: string, fraud: string) =>
    `needs ${needed} labels on later orders, ${neededFraud} of them fraud; there are ${labels}, ${fraud} of them fraud`,
  probabilityOff: (needs: string) => `Not said yet: ${needs}`,
  finds: 'Fraud it finds',
  right: 'Of those, really fraud',
  ranked: 'Ranking',
  technical: {
    finds: 'Recall at the review budget',
    right: 'Precision at the review budget',
    ranked: 'Average precision: 100% would put every fraud above every good order',
  },
  range: (low: string, high: string) => `${low} to ${high}`,
  onLabels: (labels: string) => `on ${labels}`,
  notMeasured: 'Not known yet',
  whyNotMeasured:
    'Needs labels on orders newer than the model, some fraud and some not. It is never guessed.',

  train: 'Train now',
  rollBack: 'Roll back',

  quality: 'Quality, week by week',
  qualityNote: 'Measured on the orders of each week that were labelled',
  qualityFigure: 'Figure',
  figures: {
    average_precision: 'Ranking',
    precision: 'Really fraud',
    recall: 'Fraud found',
  },
  figureLeads: {
    average_precision:
      'How well fraud stands above good orders; 100% would put every fraud first. The band is where the true value lies.',
    precision: 'Of the orders it puts before a reviewer, how many really are fraud.',
    recall: 'Of all known fraud, how much it puts before a reviewer.',
  },
  qualityLabel: (figure: string, now: string, week: string) =>
    `${figure}: ${now} in the week of ${week}.`,
  qualityEmpty: 'No week has been measured yet',
  qualityEmptyText: (labels: string) =>
    `A week counts once some of its orders are labelled, fraud and good. So far there are ${labels}.`,
  week: 'Week',
  weekOf: (day: string) => `Week of ${day}`,
  value: 'Value',
  valueRange: '95% range',
  labels: 'Labels',

  calibration: 'Is the chance right?',
  calibrationNote: 'Orders sorted by the chance that was said, against how many were fraud',
  calibrationLead:
    'On the dashed line the chance said and the share of fraud are the same. Across: said. Up: really fraud.',
  calibrationLabel: (error: string, labels: string) =>
    `The chance said is off by ${error} on average among the riskiest orders, on ${labels}.`,
  calibrationEmpty: 'No chance is said yet',
  calibrationEmptyText: (needs: string) =>
    `A chance of fraud ${needs}. Later orders are those made after the first 60% of known fraud: the model is examined on them. Until then you see a score, which only says what is riskier than what.`,
  better: (share: string) => `Its squared error is ${share} below always saying the average.`,
  said: 'Said',
  was: 'Really fraud',
  orders: 'Orders',

  agreement: 'Do reviewers agree?',
  agreementNote:
    'Second opinions: another reviewer decides the same order without the score and the first answer',
  agreementTwice: 'Decided twice',
  agreementAlike: 'Decided alike',
  agreementAlikeOf: (agreed: string, share: string) => `${agreed}, ${share} of them`,
  kappa: 'Cohen’s kappa',
  kappaRange: (value: string, low: string, high: string) => `${value}, 95% range ${low} to ${high}`,
  kappaText:
    '1 is full agreement, 0 what chance alone gives. What reviewers disagree about, no model can learn from them.',
  kappaSame:
    'Every answer was the same, so agreement cannot be told from chance: it takes orders that are approved and some that are declined.',
  agreementNeeds: (number: number, orders: string) =>
    `${orders} more ${number === 1 ? 'order' : 'orders'} decided twice until agreement can be told from chance.`,
  agreementWay: 'How far to a measure of agreement',
  agreementEmpty: 'No order was decided twice yet',
  agreementEmptyText: (orders: string) =>
    `How often people agree is said from ${orders} second opinions. Which share of the orders gets one is chosen in the settings.`,
  toSecondOpinions: 'Second opinions',

  drift: 'Do orders still look the same?',
  driftNote: (orders: string, others: string) =>
    `What the model is told about each order: the latest ${orders} (bars) against ${others} (dashed), the most changed first.`,
  driftLead: {
    stable: 'Nothing has changed that would trouble the model.',
    moderate: (number: number, inputs: string) =>
      `${inputs} ${number === 1 ? 'signal has' : 'signals have'} shifted somewhat. Worth a look.`,
    large: (number: number, inputs: string) =>
      `${inputs} ${number === 1 ? 'signal has' : 'signals have'} changed a lot. Train a new model, or look at what you send.`,
  },
  driftLevels: { stable: 'Stable', moderate: 'Shifted', large: 'Changed' },
  driftLabel: (name: string, level: string) => `${name}: ${level.toLowerCase()}.`,
  driftEmpty: 'Not measured yet',
  driftEmptyText: 'Once a day the latest orders are compared with those the model learned from.',
  driftScore: 'The score itself',
  driftFlagged: 'Flagged orders',
  driftLabels: 'Fraud among labels',
  leftOut: (signal: string) => `Orders without ${signal}`,
  change: 'Change',
  references: {
    training: 'those it learned from',
    earlier: 'your own of the four weeks before',
  },
  below: (edge: string) => `Below ${edge}`,
  atLeast: (edge: string) => `${edge} or more`,
  anyValue: 'Any value',
  notKnown: 'Not known',
  thenNow: (then: string, now: string) => `${then} then, ${now} now`,
  psi: 'Stability index',
  missing: 'Not sent',
  signal: 'Signal',
  step: 'Step',
  before: 'Then',
  now: 'Now',
  showAllSignals: (count: string) => `Show all ${count} signals`,
  measured: 'Measured',

  sources: 'Where labels come from',
  sourcesNote: 'One order counts once, by its strongest source',
  inAll: (labels: string, fraud: string, good: string) =>
    `${labels} in all: ${fraud} fraud, ${good} good.`,
  noLabels: 'No labels yet',
  noLabelsText:
    'Labels are what the model learns from most: chargebacks, refunds, what customers report and what reviewers decide. Also on orders that nobody stopped.',
  sendLabels: 'How to send chargebacks',
  uploadLabels: 'Upload a file of chargebacks',
  towards: (labels: string, needed: string) =>
    `${labels} of ${needed} labels on later orders that a chance of fraud needs`,
  towardsFraud: (fraud: string, needed: string) => `${fraud} of ${needed} frauds among them`,

  runs: 'Work on models',
  runsList: 'Runs, newest first',
  noRuns: 'No run yet',
  noRunsText: 'Trainings and measurements appear here with how far they are.',
  nextTraining: (labels: string, number: number) =>
    number > 0
      ? `The next training starts by itself after ${labels} more ${number === 1 ? 'label' : 'labels'}`
      : 'Enough labels for the next training, which starts by itself',
  expected: 'expected',
  runKinds: {
    train: 'Training',
    recalibrate: 'Checking the chance of fraud',
  } as Record<string, string>,
  runStates: {
    queued: 'Waiting',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
  } as Record<string, string>,
  progress: (run: string) => `How far: ${run}`,
  ofAll: (done: string, total: string) => `${done} of ${total}`,
  left: (duration: string) => `about ${duration} left`,

  versions: 'All versions',
  versionsList: 'Versions, newest first',
  version: 'Version',
  madeAt: 'Made',
  state: 'State',
  states: {
    champion: 'In charge',
    challenger: 'Challenger',
    unused: 'Not in use',
  },
  shared: 'Shared base model',
}
