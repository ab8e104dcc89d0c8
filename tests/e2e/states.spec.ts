import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const AWAY = {
  status: 503,
  json: {
    code: 'unavailable',
    message: 'The service does not answer at the moment.',
    fix: 'Try again in a few seconds.',
    request_id: 'ref-2026-503',
  },
}

/** Where each page asks for what it shows, and what it says without it. */
const PAGES = [
  { path: '/', api: '**/api/dashboard?*', failed: 'The overview could not be loaded' },
  { path: '/transactions', api: '**/api/transactions?*', failed: 'The orders could not be loaded' },
  { path: '/customers', api: '**/api/customers?*', failed: 'The customers could not be loaded' },
  { path: '/review', api: '**/api/reviews?*', failed: /orders to review could not be loaded/ },
  { path: '/uploads', api: '**/api/uploads', failed: 'The past uploads could not be loaded' },
]

const ready = (page: Page) => page.getByRole('main').locator('table, article, [role=tablist]')

for (const { path, api, failed } of PAGES) {
  test(`${path} says that the service is away, and recovers`, async ({ page, problems }) => {
    problems.expect(/503/)
    await page.route(api, (route) => route.fulfill(AWAY))
    await page.goto(path)
    const alert = page.getByRole('alert').filter({ hasText: failed })
    await expect(alert).toContainText('The service does not answer at the moment.')
    await expect(alert).toContainText('Reference ref-2026-503')
    await expect(page.getByText(/^Loading/)).toHaveCount(0)
    await page.unroute(api)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(alert).toHaveCount(0)
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
    if (path !== '/uploads') await expect(ready(page).first()).toBeVisible()
  })
}

test('one broken panel does not take the page', async ({ page, problems }) => {
  problems.expect(/503/)
  await page.goto('/transactions?sort=-score')
  const api = '**/api/transactions/*/similar'
  await page.route(api, (route) => route.fulfill(AWAY))
  await page.getByRole('row').nth(1).getByRole('link').click()
  const failed = page.getByText('Orders like this one could not be looked up')
  await expect(failed).toBeVisible()
  await expect(page.getByRole('region', { name: /^Why/ })).toBeVisible()
  await page.unroute(api)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(failed).toHaveCount(0)
})

test('no connection at all is said in words', async ({ page, problems }) => {
  problems.expect(/ERR_CONNECTION_FAILED|ERR_FAILED/)
  await page.goto('/uploads')
  await expect(page.getByText('Past uploads')).toBeVisible()
  await page.route('**/api/**', (route) => route.abort('connectionfailed'))
  await page.getByRole('link', { name: 'Transactions' }).click()
  await expect(page.getByRole('alert')).toContainText('The service cannot be reached.')
  await page.unroute('**/api/**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('offline is said, what was loaded stays, and nothing is decided', async ({
  page,
  context,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/)
  await page.goto('/review')
  await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled()
  await context.setOffline(true)
  await expect(page.getByText(/^Offline since \d\d:\d\d\./)).toBeVisible()
  await expect(page.getByRole('article')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeDisabled()
  await context.setOffline(false)
  await expect(page.getByText(/^Offline since/)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled()
})

test('a slow answer keeps the old content until the new one is there', async ({ page }) => {
  await page.goto('/')
  const figures = page.getByRole('tablist', { name: 'Key figures' })
  await expect(figures).toBeVisible()
  const sentence = page.getByRole('heading', { level: 1 })
  const before = await sentence.textContent()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/dashboard?period=7d', async (route) => {
    await released
    await route.continue()
  })
  await page.getByRole('radio', { name: '7 days' }).check({ force: true })
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked()
  await expect(page.locator('main .dim')).toContainText('last 28 days')
  await expect(sentence).toHaveText(before ?? '')
  release()
  await expect(page.getByText('last 7 days')).toBeVisible()
  await expect(page.locator('main .dim')).toHaveCount(0)
})

test('the first load shows the frame and the shape of the content', async ({ page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/transactions?*', async (route) => {
    await released
    await route.continue()
  })
  await page.goto('/transactions')
  await expect(page.getByRole('heading', { name: 'Transactions', level: 1 })).toBeVisible()
  await expect(page.getByText('Loading the orders.')).toBeVisible()
  release()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test.describe('a merchant who has not sent anything yet', () => {
  test.use({ who: 'newcomer' })

  test('is told on every page what would be here and what to do', async ({ page }) => {
    await page.goto('/')
    await expect(page).toHaveURL('/welcome')
    await page.getByRole('button', { name: 'Skip set-up' }).click()
    await expect(page).toHaveURL('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Score your first payment')
    await expect(page.getByRole('main').getByRole('link', { name: /Upload/ })).toBeVisible()

    await page.goto('/review')
    await expect(page.getByText('Nothing to review yet')).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Score a payment' }).click()
    await expect(page).toHaveURL('/score')

    await page.goto('/transactions')
    await expect(page.getByText('No orders yet')).toBeVisible()
    await page.goto('/transactions?decision=block')
    await expect(page.getByText('No order matches', { exact: true })).toBeVisible()

    await page.goto('/customers')
    await expect(page.getByText('No customers yet')).toBeVisible()
    await page.goto('/customers?text=nobody')
    await expect(page.getByText('No customer begins like this')).toBeVisible()

    await page.goto('/uploads')
    await expect(page.getByText('No files yet')).toBeVisible()
  })
})
