const one = (number: number, word: string, words: string, text: string) =>
  `${text} ${number === 1 ? word : words}`

/** What is done with a list from its page, and with a value from where it is read. */
export const listActs = {
  add: {
    title: (name: string) => `Add to ${name}`,
    values: 'Values',
    valuesHint: {
      customer: 'The ids your shop gives its customers, one a line, up to 1,000.',
      card: 'The tokens your shop sends as “card”, one a line, up to 1,000.',
      device: 'The ids your shop sends as “device”, one a line, up to 1,000.',
      ip: 'IPv4 or IPv6, one a line, up to 1,000.',
      email: 'Whole e-mails, one a line, up to 1,000.',
      domain: 'What comes after the @, such as mail.example, one a line, up to 1,000.',
      country: 'Two letters, such as GB, one a line, up to 1,000.',
      terminal: 'The ids your shop sends as “terminal”, one a line, up to 1,000.',
      card_bin: 'The first 6 to 8 digits, one a line, up to 1,000.',
    },
    form: {
      customer: 'up to 128 characters',
      card: 'up to 128 characters',
      device: 'up to 128 characters',
      terminal: 'up to 128 characters',
      ip: 'an IPv4 or IPv6 address',
      email: 'an e-mail address',
      domain: 'a domain, such as mail.example',
      country: 'a country as two letters, such as GB',
      card_bin: '6 to 8 digits',
    },
    missing: 'Write at least one.',
    tooMany: (text: string) =>
      `These are ${text}; 1,000 are the most at once. Import a CSV file for more.`,
    wrong: (lines: string, form: string, several: boolean) =>
      `${several ? `Lines ${lines} must each be` : `Line ${lines} must be`} ${form}. Nothing was added.`,
    and: (lines: string, last: string) => `${lines} and ${last}`,
    others: (number: number, text: string) => one(number, 'other', 'others', text),
    refused: (line: string, message: string) => `Line ${line}: ${message} Nothing was added.`,
    reason: 'Why',
    reasonHint: 'For whoever wonders later. Up to 200 characters.',
    until: 'Until',
    untils: {
      never: 'Until it is taken off',
      '1': '1 day',
      '7': '7 days',
      '30': '30 days',
      '90': '90 days',
      '365': '1 year',
    },
    submit: 'Add',
    submitting: 'Adding',
    nothing: 'Nothing was added.',
    added: (number: number, text: string, name: string) =>
      `${one(number, 'is', 'are', text)} new on ${name}.`,
    changed: (number: number, text: string) =>
      number === 1
        ? `${text} was on it already and has the new reason and end.`
        : `${text} were on it already and have the new reason and end.`,
  },

  /** What values would have done to the orders of the last four weeks. */
  tried: {
    working: 'Looking at the orders of the last 4 weeks.',
    failed:
      'What this would have done to past orders could not be worked out. It can be added all the same.',
    offline: 'What this would have done to past orders shows when the connection is back.',
    noOrders: 'There are no orders in the last 4 weeks to look at.',
    unread: 'No live rule reads this list, so being on it changes nothing.',
    domainsHidden:
      'E-mails are kept hidden, so past orders cannot be asked for the domain of theirs.',
    none: (orders: string) =>
      `In the last 4 weeks this would have changed none of ${orders} orders.`,
    orders: (number: number, text: string, amount: string) =>
      number === 1 ? `one order worth ${amount}` : `${text} orders worth ${amount}`,
    blocked: (orders: string) => `In the last 4 weeks this would have blocked ${orders}`,
    letThrough: (orders: string) => `In the last 4 weeks this would have let through ${orders}`,
    otherwise: (orders: string, become: string) =>
      `In the last 4 weeks this would have decided ${orders} otherwise (${become})`,
    known: (known: string, orders: string) =>
      `The outcome of ${known} of the ${orders} orders in that time is known.`,
    show: 'Show these orders',
    hide: 'Hide these orders',
  },

  file: {
    title: (name: string) => `Import into ${name}`,
    hint: 'CSV in UTF-8, up to 20 MB.',
    how: 'The import begins as soon as a file is chosen. The first line names the columns: “value”, and where wanted “reason” and “expires_at”. What is on the list already gets the new reason and end. Nothing is taken off. Up to 1,000 values can be pasted under Add instead, which says first what they would have done to past orders.',
    wrongKind: 'This is not a CSV file. Save it as CSV first, then choose that file.',
    doneTitle: (added: string, changed: string | false) =>
      changed ? `Imported: ${added} new, ${changed} changed` : `Imported: ${added} new`,
    working: 'Sent. Reading the lines.',
    cancelled: (name: string) => `${name} was taken back. Nothing of it was stored.`,
    late: (name: string) =>
      `All of ${name} had been sent, so it may have been read. Look at the list.`,
    notRead: (name: string) => `${name} was not read.`,
    nothingStored: 'Nothing of it was stored.',
    done: (rows: number, text: string) => `${one(rows, 'line', 'lines', text)} read`,
    doneToast: (name: string, added: string) => `${name} is read: ${added} new.`,
    added: 'New on the list',
    changed: 'On it before, with the new reason and end',
    repeated: 'Repeated in the file; the last line counts',
    bad: 'Not read',
    badTitle: (number: number, text: string) =>
      `${one(number, 'line was', 'lines were', text)} not read`,
    badFirst: (text: string) => `The first ${text} are listed.`,
    badList: 'Lines that were not read',
    badFile: (id: number) => `list-${id}-not-read.csv`,
    line: 'Line',
    problem: 'Why',
    download: 'Download these',
    another: 'Another file',
    ready: 'Done',
  },

  change: {
    title: (name: string) => `Change ${name}`,
    save: 'Save',
    saving: 'Saving',
    saved: (name: string) => `${name} is saved and counts from the next order on.`,
    would: 'What this would have done to past orders',
    noEntries: 'Nothing stands on it, so nothing would have changed.',
    working: 'Going through past orders',
    previewFailed: 'What it would have done could not be worked out',
    remove: 'Delete this list',
  },

  remove: {
    title: (name: string) => `Delete ${name}`,
    block: (number: number, text: string) =>
      `${text} ${number === 1 ? 'is' : 'are'} no longer blocked, from the next order on.`,
    allow: (number: number, text: string) =>
      `${text} ${number === 1 ? 'is' : 'are'} judged like any other, from the next order on.`,
    none: (number: number, text: string) => `${text} ${number === 1 ? 'goes' : 'go'} with it.`,
    empty: 'Nothing stands on it.',
    noWay: 'There is no way back. Export it first to keep what is on it.',
    sure: (name: string) => `Delete ${name}`,
    deleting: 'Deleting',
    deleted: (name: string) => `${name} is deleted.`,
    used: (number: number, text: string) =>
      `${one(number, 'rule asks', 'rules ask', text)} this list, so it cannot be deleted. Take the list out of them first:`,
  },

  put: {
    title: (kind: string) => `Block or allow this ${kind}`,
    what: 'What is meant',
    whats: {
      customer: 'The customer',
      card: 'The card',
      device: 'The device',
      ip: 'The address',
      email: 'The e-mail',
      domain: 'All of its domain',
      country: 'The country',
      terminal: 'The terminal',
      card_bin: 'All cards of its range',
    },
    checking: 'Looking which lists it is on',
    checkFailed: 'The lists could not be looked through',
    on: 'It is on these lists',
    onNone: 'It is on no list.',
    takeOff: 'Take off',
    takeOffOf: (name: string) => `Take off ${name}`,
    by: (name: string) => `by ${name}`,
    effect: 'From the next order on',
    list: 'List',
    another: 'A new list',
    name: 'Name of the new list',
    blockedName: (kind: string) => `Blocked ${kind}`,
    allowedName: (kind: string) => `Allowed ${kind}`,
    askedName: (kind: string) => `Watched ${kind}`,
    numbered: (name: string, number: number) => `${name} ${number}`,
    blockWins: 'A block list names it already, and block lists speak first. Take it off that one.',
    everywhere: (kind: string) =>
      `This counts for every order with this ${kind}, whoever the customer is.`,
    submit: {
      block: (kind: string) => `Block this ${kind}`,
      allow: (kind: string) => `Allow this ${kind}`,
      none: (_kind: string) => 'Put it on the list',
    },
    submitting: 'Putting it on the list',
    done: {
      block: (value: string, list: string) =>
        `${value} is on ${list} and blocked from the next order on.`,
      allow: (value: string, list: string) =>
        `${value} is on ${list} and allowed from the next order on.`,
      none: (value: string, list: string) => `${value} is on ${list}.`,
    },
    taken: 'It is off the list again.',
    takenFailed: 'It could not be taken off again.',
  },
}
