import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Rows that are drawn: those in sight and some beyond. */
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') })
const list = (page: Page) => page.getByRole('region', { name: 'Transactions' })
const names = (page: Page) => rows(page).getByRole('link').allTextContents()

test('filters stand in the address and survive a reload', async ({ page }) => {
  await page.goto('/transactions')
  await expect(rows(page).first()).toBeVisible()
  await page.getByLabel('Decision').selectOption('review')
  await expect(page).toHaveURL('/transactions?decision=review')
  await page.getByLabel('Label').selectOption('no')
  await page.getByRole('button', { name: 'More filters' }).click()
  await page.getByLabel('Smallest amount, USD').fill('50')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/decision=review&labelled=no&min=(%22)?50(%22)?$/)
  await page.reload()
  await expect(page.getByLabel('Decision')).toHaveValue('review')
  await expect(rows(page).first()).toBeVisible()
  // Where nobody decided in time the default did.
  await expect(rows(page).filter({ hasNotText: /In review|Approved|Declined/ })).toHaveCount(0)

  await page.getByRole('button', { name: 'Remove $50.00 or more' }).click()
  await expect(page).toHaveURL('/transactions?decision=review&labelled=no')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL('/transactions')
  await expect(rows(page).nth(9)).toBeVisible()
})

test('the next orders come as one scrolls, and few rows are in the document', async ({ page }) => {
  await page.goto('/transactions?sort=occurred_at&category=groceries')
  await expect(rows(page).first()).toBeVisible()
  const first = (await names(page))[0]
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '-1')
  await expect(async () => {
    await list(page).evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await expect(page.getByRole('table')).not.toHaveAttribute('aria-rowcount', '-1', {
      timeout: 200,
    })
  }).toPass()
  expect(await rows(page).count()).toBeLessThan(80)
  expect(Number(await page.getByRole('table').getAttribute('aria-rowcount'))).toBeGreaterThan(120)
  await expect(page.getByRole('columnheader', { name: 'Amount' })).toBeInViewport()

  // Whoever opens one and comes back finds the place again.
  const last = rows(page).last().getByRole('link')
  const name = (await last.textContent()) ?? ''
  await last.click()
  await expect(page.getByRole('region', { name: /^Why/ })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('link', { name, exact: true })).toBeInViewport()
  await list(page).evaluate((element) => element.scrollTo(0, 0))
  await expect(page.getByRole('link', { name: first ?? '', exact: true })).toBeInViewport()
})

test('the row with the focus is never behind the head', async ({ page }) => {
  await page.goto('/transactions')
  await expect(rows(page).nth(9)).toBeVisible()
  for (let step = 0; step < 30; step++) await page.keyboard.press('j')
  for (let step = 0; step < 29; step++) await page.keyboard.press('k')
  const row = await page.locator(':focus').boundingBox()
  const head = await page.getByRole('columnheader').first().boundingBox()
  expect(row?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0))
})

test('columns are chosen, and stay so', async ({ page }) => {
  await page.goto('/transactions')
  await expect(rows(page).first()).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Country' }).check()
  await page.getByRole('checkbox', { name: 'Top reason' }).uncheck()
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Country' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Top reason' })).toHaveCount(0)
})

test('the heads of columns sort', async ({ page }) => {
  await page.goto('/transactions')
  await page.getByRole('columnheader', { name: 'Amount' }).getByRole('link').click()
  await expect(page).toHaveURL('/transactions?sort=-amount')
  await expect(page.getByRole('columnheader', { name: 'Amount' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const amounts = async () => {
    const cells = await rows(page).getByRole('cell', { name: /^\$/ }).allTextContents()
    return cells.map((text) => Number(text.replace(/[$,]/g, '')))
  }
  // The old rows stay until the sorted ones are there.
  await expect
    .poll(async () => {
      const found = await amounts()
      return found.length > 9 && found.every((one, i) => i === 0 || one <= (found[i - 1] ?? 0))
    })
    .toBe(true)
})

test('no match is not the same as nothing yet', async ({ page }) => {
  await page.goto('/transactions?customer=nobody-of-this-name')
  await expect(page.getByText('No order matches', { exact: true })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Clear filters' }).last().click()
  await expect(page).toHaveURL('/transactions')
  await expect(rows(page).nth(9)).toBeVisible()
})

test('keys alone: slash to search, J and K to move, Enter to open, Escape to go back', async ({
  page,
}) => {
  await page.goto('/transactions')
  await expect(rows(page).nth(9)).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('cus_0000')
  await expect(page).toHaveURL('/transactions?text=cus_0000')
  await expect(rows(page).filter({ hasNotText: 'cus_0000' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  const links = rows(page).getByRole('link')
  await page.keyboard.press('j')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/transactions\/\d+$/)
  await expect(page.getByRole('region', { name: 'What has happened' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL('/transactions?text=cus_0000')
})

test('reasons are words, a waterfall or a table, and the address says which', async ({ page }) => {
  await page.goto('/transactions?sort=-score')
  await rows(page).first().getByRole('link').click()
  // Where rules have added points, it is why the model said what it said.
  const why = page.getByRole('region', { name: /^Why (the model said )?\d+/ })
  await expect(why.getByRole('listitem').first()).toHaveText(/[+−]\d/)
  await why.getByLabel('Show the reasons').selectOption('As a table')
  await expect(page).toHaveURL(/why=table/)
  await expect(why.getByRole('columnheader', { name: 'Points' })).toBeVisible()
  await why.getByLabel('Show the reasons').selectOption('As a waterfall')
  await page.reload()
  await expect(why.getByRole('listitem').first()).toContainText('A typical order')
})

test('an order that does not exist is said, not shown as an error', async ({ page, problems }) => {
  problems.expect(/404/)
  await page.goto('/transactions/999999999')
  await expect(page.getByText('There is no such order').last()).toBeVisible()
  await page.getByRole('link', { name: 'Go to the transactions' }).click()
  await expect(page).toHaveURL('/transactions')
})
