import { expect, type Page } from '@playwright/test'
import type { Area } from './screens'

const shown = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()

/** Fills the sign-in form; what answers it is up to the test. */
async function tryToSignIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill('dana@northwind.example')
  await page.getByLabel('Password', { exact: true }).fill('a password of mine')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Answers sign-in as if this had happened to the account. */
const refuse = (page: Page, status: number, code: string, headers: Record<string, string> = {}) =>
  page.route('**/api/auth/login', (route) =>
    route.fulfill({ status, headers, json: { code, message: '', request_id: 'ref-2026' } }),
  )

const INVITATION = {
  email: 'sam@northwind.example',
  merchant_name: 'Northwind Store',
  role: 'reviewer',
  invited_by: 'Dana Lee',
  expires_at: '2026-12-01T09:30:00Z',
}

/** Pages of somebody who is not signed in. */
export const SIGN_IN: Area[] = [
  {
    name: 'sign-in',
    who: 'nobody',
    screens: [
      {
        name: 'sign-in',
        path: '/login',
        reach: (page) => expect(page.getByLabel('E-mail')).toBeVisible(),
      },
      {
        name: 'sign-in-refused',
        path: '/login',
        reach: async (page) => {
          await page.getByRole('button', { name: 'Sign in' }).click()
          await expect(page.getByText('Enter your password.')).toBeVisible()
        },
      },
      {
        name: 'sign-in-code',
        path: '/login',
        provokes: /401/,
        reach: async (page) => {
          await refuse(page, 401, 'second_factor_required')
          await tryToSignIn(page)
          await expect(page.getByLabel('Code')).toBeFocused()
        },
      },
      {
        name: 'sign-in-locked',
        path: '/login',
        provokes: /429/,
        reach: async (page) => {
          await refuse(page, 429, 'locked', { 'Retry-After': '600' })
          await tryToSignIn(page)
          await expect(page.getByText(/min left/)).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'links',
    who: 'nobody',
    screens: [
      {
        name: 'forgot',
        path: '/forgot',
        reach: (page) => shown(page, 'Forgot your password?'),
      },
      {
        name: 'forgot-sent',
        path: '/forgot',
        reach: async (page) => {
          await page.getByLabel('E-mail').fill('nobody@nowhere.example')
          await page.getByRole('button', { name: 'Send the link' }).click()
          await shown(page, 'Look into your inbox')
        },
      },
      {
        name: 'reset',
        path: '/reset/a-token',
        reach: async (page) => {
          await page.getByLabel('New password', { exact: true }).fill('three wor')
          await page.getByRole('button', { name: 'Save the password' }).click()
          await expect(page.getByText(/^Take at least/)).toBeVisible()
        },
      },
      {
        name: 'invite',
        path: '/forgot',
        reach: async (page) => {
          await page.route('**/api/auth/invitations/*', (route) =>
            route.fulfill({ json: INVITATION }),
          )
          await page.goto('/invite/a-token')
          await page.getByLabel('Password', { exact: true }).fill('three words together')
          await expect(page.getByText(/long enough$/)).toBeVisible()
        },
      },
      {
        name: 'invite-over',
        path: '/invite/no-such-token',
        provokes: /404/,
        reach: (page) => shown(page, 'This invitation does not work any more'),
      },
    ],
  },
]
