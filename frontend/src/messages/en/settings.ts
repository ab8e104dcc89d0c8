/** The frame of the settings; each section has its own file. */
export const settings = {
  title: 'Settings',
  personal: 'Yours',
  sections: {
    profile: { label: 'Profile', note: 'Name, password, second factor' },
    sessions: { label: 'Sessions', note: 'Where you are signed in' },
    team: { label: 'Team', note: 'People, roles and invitations' },
    keys: { label: 'API keys', note: 'For your checkout and back office' },
  },
  mayNot: 'Your role may not open this',
  roles: { viewer: 'viewer', reviewer: 'reviewer', admin: 'admin', owner: 'owner' },
  mayNotText: (needed: string, merchant: string, role: string | null) =>
    `It is for the role ${needed} or above${role ? `, yours is ${role}` : ''}. An owner or admin of ${merchant} can change your role under Team.`,
}
