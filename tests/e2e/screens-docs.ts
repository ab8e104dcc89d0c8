import { expect, type Page } from '@playwright/test'
import type { Area } from './screens'

const shown = (page: Page, name: string) =>
  expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
const main = (page: Page) => page.getByRole('main')

const ARRIVED = {
  id: 1,
  external_id: null,
  amount: '129.90',
  currency: 'EUR',
  occurred_at: '2026-11-21T09:30:00Z',
  created_at: '2026-11-21T09:30:00Z',
  hour: 9,
  day_of_week: 5,
  merchant_category: 'electronics',
  transaction_type: null,
  customer: 'cus_118',
  card: null,
  country: null,
  score: 62.4,
  level: 'elevated',
  decision: 'review',
  is_fraudulent: true,
  top_reason: 'Amount is 3.1 times what this category usually sees',
  label: null,
  authorisation_expires_at: null,
}

/** The docs, the first steps of a merchant, and the switch to test data. */
export const DOCS: Area[] = [
  {
    name: 'docs',
    screens: [
      { name: 'docs', path: '/docs', reach: (page) => shown(page, 'API docs') },
      {
        name: 'docs-run',
        path: '/docs/first-score',
        reach: async (page) => {
          await page.getByRole('button', { name: 'Run it' }).click()
          await expect(main(page).getByText('Status 200')).toBeVisible()
        },
      },
      {
        name: 'docs-errors',
        path: '/docs/errors#not_found',
        reach: (page) => expect(page.locator('#not_found')).toBeInViewport(),
      },
    ],
  },
  {
    name: 'reference',
    screens: [
      {
        name: 'docs-reference',
        path: '/docs/reference',
        reach: (page) =>
          expect(main(page).getByRole('link', { name: 'Score one payment' }).last()).toBeVisible(),
      },
      {
        name: 'docs-operation',
        path: '/docs/reference/predict',
        reach: async (page) => {
          await expect(page.getByLabel('Body to send')).toBeVisible()
          await main(page).getByText('Fields of RiskFactor').first().click()
        },
      },
      {
        name: 'docs-unknown',
        path: '/docs/nothing',
        reach: (page) => shown(page, 'There is no such page in the docs'),
      },
    ],
  },
  {
    name: 'docs for visitors',
    who: 'nobody',
    screens: [
      {
        name: 'docs-visitor',
        path: '/docs/test-mode',
        reach: (page) => shown(page, 'Test mode'),
      },
    ],
  },
  {
    name: 'first use',
    who: 'newcomer',
    screens: [
      {
        name: 'welcome',
        path: '/',
        reach: (page) =>
          expect(page.getByText(/^Listening for your first transaction/)).toBeVisible(),
      },
      {
        name: 'welcome-arrived',
        path: '/docs',
        reach: async (page) => {
          await page.route('**/api/transactions?limit=1', (route) =>
            route.fulfill({ json: { items: [ARRIVED], next_cursor: null } }),
          )
          await page.goto('/welcome')
          await expect(page.getByRole('button', { name: 'Open it' })).toBeVisible()
        },
      },
      {
        name: 'overview-first-use',
        path: '/welcome',
        reach: async (page) => {
          await page.getByRole('button', { name: 'Skip set-up' }).click()
          await shown(page, 'Score your first payment')
        },
      },
      {
        name: 'review-first-use',
        path: '/review',
        reach: (page) => expect(main(page).getByText('Nothing to review yet')).toBeVisible(),
      },
    ],
  },
  {
    name: 'test data',
    screens: [
      {
        name: 'test-data',
        path: '/transactions',
        reach: async (page) => {
          await page.evaluate(() => sessionStorage.setItem('sf-mode', 'test'))
          await page.reload()
          await expect(page.getByRole('banner').getByText('Test data')).toBeVisible()
          await expect(
            main(page)
              .getByText(/^\d+ orders?\b|No orders yet/)
              .first(),
          ).toBeVisible()
        },
      },
    ],
  },
]
