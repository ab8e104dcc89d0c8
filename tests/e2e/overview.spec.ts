import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const DAY = /^\/transactions\?from=(\d{4}-\d\d-\d\d)&until=\1$/

const figures = (page: Page) => page.getByRole('tablist', { name: 'Key figures' })
const chart = (page: Page) => page.getByRole('tabpanel').first().getByRole('img')
const path = (page: Page) => page.url().replace(/^https?:\/\/[^/]+/, '')

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  await expect(figures(page)).toBeVisible()
})

test('one sentence says what matters', async ({ page }) => {
  const sentence = page.getByRole('heading', { level: 1 })
  await expect(sentence).toHaveText(/\$[\d,]+ of fraud|No fraud to stop|[\d,]+ orders scored/)
  await expect(page).toHaveTitle('Overview · SecureFlow')
})

test('five figures switch the chart, and the address knows which', async ({ page }) => {
  await expect(figures(page).getByRole('tab')).toHaveCount(5)
  const names = ['Good orders declined', 'Sent to review', 'Transactions scored']
  for (const name of names) {
    await figures(page).getByRole('tab', { name }).click()
    await expect(chart(page)).toHaveAccessibleName(new RegExp(`^${name} per day, .*: `))
  }
  await expect(page).toHaveURL(/figure=transactions/)
  await page.reload()
  await expect(chart(page)).toHaveAccessibleName(/^Transactions scored per day/)
  await figures(page).getByRole('tab', { name: 'Transactions scored' }).press('ArrowLeft')
  await expect(page).toHaveURL(/figure=seconds_to_decide/)
  // A chart where reviews were decided in these days, and words where none was.
  await expect(page.getByRole('tabpanel').first()).toContainText(/per day|nothing decided yet/)
})

test('another period is another address, and the page follows', async ({ page }) => {
  await page.getByRole('radio', { name: '7 days' }).check({ force: true })
  await expect(page).toHaveURL(/period=7d/)
  await expect(page.getByText('last 7 days')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked()
  await page.getByRole('radio', { name: '7 days' }).press('ArrowLeft')
  await expect(page).toHaveURL(/period=24h/)
})

test('a bar leads to the orders of its day', async ({ page }) => {
  await figures(page).getByRole('tab', { name: 'Transactions scored' }).click()
  await expect(chart(page)).toHaveAccessibleName(/^Transactions scored/)
  await chart(page).click()
  await expect.poll(() => path(page)).toMatch(DAY)
  await expect(page.getByRole('heading', { name: 'Transactions', level: 1 })).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('arrow keys read the days, and Enter opens one', async ({ page }) => {
  const cursor = page.getByRole('slider', { name: /^Day/ })
  await cursor.focus()
  const last = await cursor.getAttribute('aria-valuetext')
  expect(last).toMatch(/so far: Fraud stopped/)
  await cursor.press('ArrowLeft')
  await expect(cursor).not.toHaveAttribute('aria-valuetext', last ?? '')
  await cursor.press('Enter')
  await expect.poll(() => path(page)).toMatch(DAY)
})

test('the chart is a table, too', async ({ page }) => {
  await figures(page).getByRole('tab', { name: 'Transactions scored' }).click()
  const panel = page.getByRole('tabpanel').first()
  await panel.getByRole('button', { name: 'View as table' }).click()
  await expect(panel.getByRole('img')).toHaveCount(0)
  await expect(panel.getByRole('row')).toHaveCount(29)
  await expect(panel.getByRole('columnheader').first()).toHaveText('Day')
})

test('a category narrows the page, and leads to its orders', async ({ page }) => {
  const panel = page.getByRole('region', { name: /concentrate/ })
  await panel.getByRole('tab', { name: 'Hour' }).click()
  await expect(page).toHaveURL(/by=hour/)
  await expect(panel.getByRole('img')).toBeVisible()
  await panel.getByRole('tab', { name: 'Category' }).click()
  const category = panel.getByRole('link').first()
  const name = (await category.textContent()) ?? ''
  await category.click()
  await expect(page).toHaveURL(/\/\?.*category=/)
  await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
  await page.getByRole('link', { name: 'See these orders' }).click()
  await expect(page).toHaveURL(/\/transactions\?from=.*&category=/)
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') })
  await expect(rows.first()).toBeVisible()
  await expect(rows.filter({ hasNotText: name })).toHaveCount(0)
})

test('what needs a person leads to the review of it', async ({ page }) => {
  const panel = page.getByRole('region', { name: 'Needs you now' })
  // Bursts of other tests may be under way in this shop.
  const orders = panel.locator('li a[href^="/review/"]')
  await expect(orders).toHaveCount(5)
  const first = orders.first()
  const target = await first.getAttribute('href')
  // The last that is asked for: a page that is left before would be asked for in vain.
  const last = page.waitForResponse(/\/similar$/)
  await first.click()
  await expect(page).toHaveURL(target ?? '')
  await expect(page.getByRole('article')).toBeVisible()
  await last
})

test('types, hours and ages of customers narrow the page', async ({ page }) => {
  const panel = page.getByRole('region', { name: /concentrate/ })
  for (const name of ['Type', 'Age']) {
    await panel.getByRole('tab', { name }).click()
    await expect(panel.getByRole('link').first()).toBeVisible()
  }
  await panel.getByRole('tab', { name: 'Hour' }).click()
  const grid = panel.getByRole('slider', { name: /^Hour/ })
  await grid.focus()
  await grid.press('ArrowDown')
  await expect(grid).toHaveAttribute('aria-valuetext', /^Tuesday, 00:00 to 01:00/)
  await grid.press('Enter')
  await expect(page).toHaveURL(/weekday=1&hour=0/)
  await expect(page.getByRole('button', { name: /^Remove Tuesday, 00:00/ })).toBeVisible()
})

test('a note is pinned to a day, seen, and taken off again', async ({ page }) => {
  const text = `Sale ${Date.now()}`
  await page.getByRole('button', { name: 'Add a note' }).click()
  const dialog = page.getByRole('dialog', { name: 'Notes on the chart' })
  await dialog.getByLabel('What happened').fill(text)
  await dialog.getByRole('button', { name: 'Pin it' }).click()
  await expect(dialog).toHaveCount(0)
  const pinned = page.getByRole('tabpanel').first().getByRole('listitem').filter({ hasText: text })
  await expect(pinned).toHaveCount(1)
  await page.getByRole('button', { name: 'Add a note' }).click()
  await dialog.getByRole('button', { name: `Delete the note “${text}”` }).click()
  await expect(pinned).toHaveCount(0)
})

test('P goes through the periods', async ({ page }) => {
  await page.keyboard.press('p')
  await expect(page).toHaveURL(/period=90d/)
  await page.keyboard.press('p')
  await expect(page).toHaveURL(/period=24h/)
})
