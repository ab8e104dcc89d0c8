/** "Dana or Sam", "Dana, Sam or Olga". */
const either = (names: readonly string[]) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(names)

/** The frame of the settings; each section has its own file. */
export const settings = {
  title: 'Settings',
  personal: 'Yours',
  sections: {
    profile: { label: 'Profile', note: 'Name, password, second factor' },
    keyboard: { label: 'Keyboard', note: 'Keys, to change or switch off' },
    sessions: { label: 'Sessions', note: 'Where you are signed in' },
    team: { label: 'Team', note: 'People, roles and invitations' },
    keys: { label: 'API keys', note: 'For your checkout and back office' },
    costs: { label: 'Costs', note: 'What a mistake costs you' },
    review: { label: 'Review', note: 'Time to decide, spot checks, second opinions' },
    audit: { label: 'Audit', note: 'Who changed what' },
    security: { label: 'Security', note: 'What looked like an attack' },
    data: { label: 'Data', note: 'Retention, export and erasure' },
  },
  mayNot: 'Your role may not open this',
  roles: { viewer: 'viewer', reviewer: 'reviewer', admin: 'admin', owner: 'owner' },
  neededRole: (needed: string, role: string | null) =>
    `It is for the role ${needed} or above${role ? `, and yours is ${role}` : ''}.`,
  helpers: (names: readonly string[]) => `${either(names)} can change your role.`,
  somebody: (merchant: string) => `An owner or admin of ${merchant} can change your role.`,
}
