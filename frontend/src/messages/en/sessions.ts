/** Settings: where a person is signed in. */
export const sessions = {
  title: 'Sessions',
  lead: 'Where you are signed in. End what you do not know, and then change your password.',
  list: 'Your sessions, the latest first',
  unknown: 'Unknown device',
  thisOne: 'This one',
  signedIn: 'signed in',
  lastUsed: 'last used',
  end: 'Sign out',
  endOf: (device: string) => `Sign out ${device}`,
  endOthers: 'Sign out all others',
  ended: (device: string) => `${device} is signed out.`,
  endedOthers: 'All other sessions are signed out.',
  notEnded: 'It could not be signed out.',
  onlyThis: 'You are signed in nowhere else.',
  failed: 'Your sessions could not be loaded',
}
