import { expect, type Page } from '@playwright/test'
import type { Area } from './screens'

const AUDIT = {
  position: 7,
  at: '2026-11-21T09:30:00Z',
  actor_kind: 'user',
  actor_id: 1,
  actor_name: 'Dana Lee',
  customer: null,
  address: '203.0.113.7',
  request_id: 'c2f1d0b76a5e4f3a8b9c0d1e2f3a4b5c',
  before: null as object | null,
  after: null as object | null,
}
const EVENTS = [
  {
    ...AUDIT,
    id: 9,
    action: 'member.role_changed',
    thing: 'user:3',
    before: { role: 'viewer' },
    after: { role: 'reviewer' },
  },
  { ...AUDIT, id: 8, action: 'key.created', thing: 'key:12', after: { name: 'Checkout' } },
  {
    ...AUDIT,
    id: 7,
    actor_kind: 'system',
    actor_name: '',
    action: 'retention.applied',
    thing: 'merchant:1',
    address: null,
  },
]

const SECURITY = {
  at: '2026-11-21T09:30:00Z',
  last_at: '2026-11-21T09:30:41Z',
  details: { session: 12 },
  address: '203.0.113.7',
  request_id: 'c2f1d0b76a5e4f3a8b9c0d1e2f3a4b5c',
  count: 1,
}
const ATTACKS = [
  { ...SECURITY, id: 3, kind: 'token.reused', severity: 'high' },
  { ...SECURITY, id: 2, kind: 'login.locked', severity: 'medium', count: 4 },
  { ...SECURITY, id: 1, kind: 'login.failed', severity: 'low', address: null, count: 1280 },
]

const given = (page: Page, address: string, items: unknown[]) =>
  page.route(`**${address}**`, (route) => route.fulfill({ json: { items, next_cursor: 'more' } }))
const drawer = (page: Page) => page.getByRole('dialog')

/** Audit, security and data. Lists that grow with other tests are given. */
export const RECORD: Area[] = [
  {
    name: 'record',
    screens: [
      {
        name: 'audit',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/audit', EVENTS)
          await page.goto('/settings/audit?action=key')
          await expect(page.getByText('Role changed')).toBeVisible()
        },
      },
      {
        name: 'audit-event',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/audit', EVENTS)
          await page.goto('/settings/audit?event=9')
          await expect(drawer(page).getByText('reviewer')).toBeVisible()
        },
      },
      {
        name: 'security',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/security-events', ATTACKS)
          await page.goto('/settings/security')
          await expect(page.getByRole('link', { name: 'Session token used twice' })).toBeVisible()
        },
      },
      {
        name: 'security-event',
        path: '/uploads',
        reach: async (page) => {
          await given(page, '/api/security-events', ATTACKS)
          await page.goto('/settings/security?event=3')
          await expect(drawer(page).getByText(/somebody may have copied it/)).toBeVisible()
        },
      },
      {
        name: 'data',
        path: '/settings/data',
        reach: (page) => expect(page.getByRole('switch')).toBeVisible(),
      },
      {
        name: 'data-erase',
        path: '/settings/data',
        reach: async (page) => {
          await page.getByLabel('Customer', { exact: true }).fill('cus_118')
          await page.getByRole('button', { name: 'Erase', exact: true }).click()
          await drawer(page).getByRole('button', { name: 'Erase for good' }).click()
          await expect(drawer(page).getByText('This is not the same reference.')).toBeVisible()
        },
      },
    ],
  },
]
