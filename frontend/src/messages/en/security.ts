/** The security events. */
export const security = {
  title: 'Security',
  lead: 'What looked like an attack on your account. Equal ones of one minute and address stand together.',
  list: 'Security events, newest first',
  filters: 'Filters',
  failed: 'The security events could not be loaded',
  none: 'Nothing has looked like an attack',
  noneText: 'Failed sign-ins, replayed tokens, keys used from elsewhere and the like appear here.',
  noMatch: 'No event matches',
  noMatchText: 'Choose another severity or kind.',
  clear: 'Clear filters',

  when: 'When',
  first: 'First',
  last: 'Latest',
  severity: 'Severity',
  anySeverity: 'Any severity',
  severities: { low: 'Low', medium: 'Medium', high: 'High' },
  kind: 'Kind',
  anyKind: 'Any kind',
  times: 'Times',
  timesOf: (number: number, text: string) => (number === 1 ? 'once' : `${text} times`),
  address: 'From address',
  manyAddresses: 'many',
  request: 'Request',
  unknown: 'This event is not on this page',
  unknownText: 'Choose its kind or severity to find it.',

  kinds: {
    'login.failed': 'Failed sign-in',
    'login.locked': 'Sign-in locked',
    'second_factor.failed': 'Wrong second factor',
    'token.reused': 'Session token used twice',
    'key.refused_address': 'Key used from elsewhere',
    'limit.hit': 'Limit reached',
    'header.forged': 'Forged address header',
    'upload.suspicious': 'Suspicious upload',
  } as Record<string, string>,
  advice: {
    'login.failed': 'One or two are typing errors. Many from one address are somebody trying.',
    'login.locked':
      'Too many wrong passwords. The account opens by itself; ask its owner whether it was them.',
    'second_factor.failed':
      'Somebody knew the password and not the code. If it was not the person, let them change the password now.',
    'token.reused':
      'A token that had been replaced was used again, so somebody may have copied it. That session was ended everywhere; whoever it belongs to signs in again and should change the password.',
    'key.refused_address':
      'A key was used from an address that is not on its list. If that is no new server of yours, rotate the key.',
    'limit.hit': 'A key, person or address sends more than its limit allows.',
    'header.forged': 'A request claimed to come from another address than it did.',
    'upload.suspicious':
      'A file looked as if it was made to do harm when opened. Nothing in it was run.',
  } as Record<string, string>,
}
