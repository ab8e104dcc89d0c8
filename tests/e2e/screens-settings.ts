import { expect, type Page } from '@playwright/test'
import { person } from './fixtures'
import type { Area } from './screens'

const shown = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
const card = (page: Page, name: string) => page.getByRole('region', { name })
const drawer = (page: Page) => page.getByRole('dialog')

async function setUpFactor(page: Page): Promise<void> {
  const factor = card(page, 'Second factor')
  await factor.getByRole('button', { name: 'Set it up' }).click()
  await factor.getByLabel('Current password', { exact: true }).fill(person('merchant').password)
  await factor.getByRole('button', { name: 'Go on' }).click()
}

const INVITED = {
  id: 1,
  email: 'lee@northwind.example',
  role: 'reviewer',
  invited_by: 'Dana Lee',
  created_at: '2026-11-21T09:30:00Z',
  expires_at: '2026-12-01T09:30:00Z',
}

const TEAM = [
  { id: 1, name: 'Dana Lee', email: 'dana@northwind.example', role: 'owner', second_factor: true },
  { id: 2, name: 'Sam Ortiz', email: 'sam@northwind.example', role: 'reviewer' },
  { id: 3, name: 'Olga Brandt-Wielopolska', email: 'olga@northwind.example', role: 'admin' },
].map((member) => ({
  second_factor: false,
  last_active_at: '2026-11-21T08:12:00Z',
  created_at: '2026-10-01T08:00:00Z',
  ...member,
}))

const KEY = {
  mode: 'live',
  scopes: ['score'],
  allowed_addresses: [] as string[],
  expires_at: null as string | null,
  last_used_at: '2026-11-21T08:12:00Z' as string | null,
  created_at: '2026-10-01T08:00:00Z',
  created_by: 'Dana Lee',
  revoked_at: null as string | null,
  replaced_by: null,
  secret: null as string | null,
}
const KEYS = [
  { ...KEY, id: 1, name: 'Checkout', prefix: 'sf_live_aB3dEf', allowed_addresses: ['203.0.113.7'] },
  { ...KEY, id: 2, name: 'Back office', prefix: 'sf_live_9xKqTw', scopes: ['read', 'feedback'] },
  {
    ...KEY,
    id: 3,
    name: 'Try out',
    prefix: 'sf_test_Zz81pQ',
    mode: 'test',
    secret: 'sf_test_Zz81',
  },
  { ...KEY, id: 4, name: 'Old till', prefix: 'sf_live_m4Nb7c', revoked_at: '2026-11-01T08:00:00Z' },
]

const given = (page: Page, address: string, items: unknown[]) =>
  page.route(`**${address}`, (route) => route.fulfill({ json: { items } }))

/** A person's own settings, the team and the keys. Lists that grow with other tests are given. */
export const SETTINGS: Area[] = [
  {
    name: 'settings',
    screens: [
      {
        name: 'settings',
        path: '/settings',
        only: 'phone',
        reach: (page) => shown(page, 'Settings'),
      },
      {
        name: 'sessions',
        path: '/settings/sessions',
        reach: (page) => expect(page.getByText('This one')).toBeVisible(),
      },
    ],
  },
  {
    name: 'settings of the merchant',
    screens: [
      { name: 'keyboard', path: '/settings/keyboard', reach: (page) => shown(page, 'Keyboard') },
      {
        name: 'costs',
        path: '/settings/costs',
        reach: (page) => expect(card(page, 'With these')).toBeVisible(),
      },
      {
        name: 'reviewing',
        path: '/settings/review',
        reach: async (page) => {
          await expect(page.getByLabel('Time to decide, in minutes')).toBeVisible()
          await expect(page.getByLabel(/^Spot checks/)).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'profile',
    screens: [
      {
        name: 'profile',
        path: '/settings/profile',
        reach: (page) => shown(page, 'Profile'),
      },
      {
        name: 'profile-second-factor',
        path: '/settings/profile',
        reach: async (page) => {
          await setUpFactor(page)
          await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible()
        },
      },
      {
        name: 'profile-recovery-codes',
        path: '/settings/profile',
        reach: async (page) => {
          const codes = Array.from({ length: 10 }, (_, row) => `k7w${row}-9fxq-2mtb-c5ep`)
          await page.route('**/api/me/second-factor/confirm', (route) =>
            route.fulfill({ json: { recovery_codes: codes } }),
          )
          await setUpFactor(page)
          await page.getByLabel('Code from the app').fill('123456')
          await page.getByRole('button', { name: 'Turn it on' }).click()
          await expect(card(page, 'Recovery codes')).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'team',
    screens: [
      {
        name: 'team',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/team', TEAM)
          const over = { id: 2, email: 'kim@northwind.example', expires_at: '2026-11-01T09:30:00Z' }
          await given(page, '/api/invitations', [INVITED, { ...INVITED, ...over }])
          await page.goto('/settings/team')
          await expect(page.getByText('Run out')).toBeVisible()
        },
      },
      {
        name: 'team-member',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/team', TEAM)
          await page.goto('/settings/team?member=2')
          await expect(drawer(page).getByLabel('Role')).toBeVisible()
        },
      },
      {
        name: 'team-remove',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/team', TEAM)
          await page.goto('/settings/team?member=2')
          await drawer(page).getByRole('button', { name: 'Remove from the team' }).click()
          await expect(page.getByRole('button', { name: 'Remove Sam Ortiz' })).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'keys',
    screens: [
      {
        name: 'keys',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/keys', KEYS)
          await page.goto('/settings/keys')
          await page.getByText('1 key that works no more').click()
          await expect(page.getByText('Old till')).toBeVisible()
        },
      },
      {
        name: 'keys-new',
        path: '/settings/keys?key=new',
        reach: async (page) => {
          await drawer(page).getByRole('button', { name: 'Create the key' }).click()
          await expect(page.getByText('Give it a name.')).toBeVisible()
        },
      },
      {
        name: 'keys-secret',
        path: '/settings/keys?key=new',
        reach: async (page) => {
          const made = { ...KEYS[0], secret: `sf_live_${'aB3dEf9xKqTw'.repeat(4)}` }
          await page.route('**/api/keys', (route) =>
            route.request().method() === 'POST'
              ? route.fulfill({ status: 201, json: made })
              : route.fulfill({ json: { items: KEYS } }),
          )
          await drawer(page).getByLabel('Name').fill('Checkout')
          await drawer(page).getByRole('button', { name: 'Create the key' }).click()
          await expect(card(page, 'Secret of the key')).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'one key',
    screens: [
      {
        name: 'keys-one',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/keys', KEYS)
          await page.goto('/settings/keys?key=3')
          await expect(card(page, 'Test key')).toBeVisible()
        },
      },
      {
        name: 'keys-rotate',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/keys', KEYS)
          await page.goto('/settings/keys?key=1')
          await drawer(page).getByRole('button', { name: 'Rotate' }).click()
          await expect(page.getByLabel('The old one works on for')).toBeVisible()
        },
      },
    ],
  },
]
