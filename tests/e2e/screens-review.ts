import { expect, type Page } from '@playwright/test'
import type { Area } from './screens'

const main = (page: Page) => page.getByRole('main')
const rows = (page: Page) => page.getByRole('list', { name: 'Orders to review' }).getByRole('link')

async function openFirst(page: Page): Promise<void> {
  await rows(page).first().click()
  await expect(page.getByRole('region', { name: /^Why/ })).toBeVisible()
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
}

/** Presses a key where an order is open and its keys are heard. */
async function press(page: Page, key: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
  await page.keyboard.press(key)
}

/** The queue, an order in it, and what opens over them. */
export const REVIEW: Area[] = [
  {
    name: 'review',
    screens: [
      { name: 'queue', path: '/review', reach: (page) => expect(rows(page).first()).toBeVisible() },
      { name: 'review', path: '/review', reach: openFirst },
      {
        name: 'review-filtered',
        path: '/review?level=elevated,high&min=20&sort=score',
        reach: (page) => expect(main(page).getByText('Risk: elevated, high')).toBeVisible(),
      },
      {
        name: 'review-no-match',
        path: '/review?customer=nobody',
        reach: (page) => expect(main(page).getByText('No order matches')).toBeVisible(),
      },
    ],
  },
  {
    name: 'review-views',
    screens: [
      {
        name: 'review-spot-checks',
        path: '/review?view=spot_checks',
        reach: async (page) => {
          await page.getByRole('button', { name: 'More views' }).click()
          await expect(page.getByRole('link', { name: /^Close calls/ })).toBeVisible()
        },
      },
      {
        name: 'review-snoozed',
        path: '/review?view=snoozed&customer=',
        reach: (page) => expect(main(page).getByRole('heading', { level: 1 })).toBeVisible(),
      },
      {
        name: 'review-decided',
        path: '/review?view=resolved',
        reach: (page) => expect(main(page).getByRole('heading', { level: 1 })).toBeVisible(),
      },
    ],
  },
  {
    name: 'review-over',
    screens: [
      {
        name: 'review-marked',
        path: '/review',
        only: 'desktop',
        reach: async (page) => {
          await press(page, 'x')
          await page.keyboard.press('Shift+J')
          await expect(main(page).getByText('2 orders marked')).toBeVisible()
        },
      },
      {
        name: 'review-marked-by-finger',
        path: '/review',
        only: 'phone',
        reach: async (page) => {
          await expect(rows(page).first()).toBeVisible()
          await page.getByRole('button', { name: 'Mark orders' }).click()
          await page.getByRole('checkbox').first().check()
          await expect(main(page).getByText('1 order marked')).toBeVisible()
        },
      },
      {
        name: 'review-bulk',
        path: '/review',
        only: 'desktop',
        reach: async (page) => {
          await press(page, 'x')
          await page.keyboard.press('d')
          await expect(page.getByRole('dialog', { name: /^Decline 1 order worth/ })).toBeVisible()
        },
      },
      {
        name: 'review-snooze',
        path: '/review',
        only: 'desktop',
        reach: async (page) => {
          await press(page, 's')
          await expect(page.getByRole('dialog', { name: 'Snooze until' })).toBeVisible()
        },
      },
      {
        name: 'review-ask',
        path: '/review',
        only: 'desktop',
        reach: async (page) => {
          await press(page, 'e')
          await expect(page.getByRole('dialog', { name: 'Ask a colleague' })).toBeVisible()
          await expect(page.locator('[role=dialog] [aria-busy=true]')).toHaveCount(0)
        },
      },
      {
        name: 'review-filter',
        path: '/review?min=10',
        reach: async (page) => {
          await expect(rows(page).first()).toBeVisible()
          await page.getByRole('button', { name: 'Filter and sort' }).click()
          await expect(page.getByRole('dialog').getByText('Keep this view')).toBeVisible()
        },
      },
      {
        name: 'review-more',
        path: '/review',
        only: 'phone',
        reach: async (page) => {
          await openFirst(page)
          await page.getByRole('button', { name: 'More', exact: true }).click()
          await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible()
        },
      },
    ],
  },
]
