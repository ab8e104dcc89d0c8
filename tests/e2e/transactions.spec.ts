import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') })
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
  await expect(rows(page).filter({ hasNotText: 'In review' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Remove $50.00 or more' }).click()
  await expect(page).toHaveURL('/transactions?decision=review&labelled=no')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL('/transactions')
  await expect(rows(page)).toHaveCount(50)
})

test('pages go forth and back, also with the buttons of the browser', async ({ page }) => {
  await page.goto('/transactions?sort=occurred_at')
  await expect(rows(page)).toHaveCount(50)
  const first = await names(page)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL(/cursor=/)
  await expect.poll(async () => (await names(page))[0]).not.toBe(first[0])
  const second = await names(page)
  expect(first.filter((name) => second.includes(name))).toEqual([])
  await page.reload()
  await expect.poll(() => names(page)).toEqual(second)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').first().click()
  await expect.poll(() => names(page)).toEqual(first)
  await page.goBack()
  await expect.poll(() => names(page)).toEqual(second)
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
      return found.length === 50 && found.every((one, i) => i === 0 || one <= (found[i - 1] ?? 0))
    })
    .toBe(true)
})

test('no match is not the same as nothing yet', async ({ page }) => {
  await page.goto('/transactions?customer=nobody-of-this-name')
  await expect(page.getByText('No order matches', { exact: true })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Clear filters' }).last().click()
  await expect(page).toHaveURL('/transactions')
  await expect(rows(page)).toHaveCount(50)
})

test('keys alone: slash to search, J and K to move, Enter to open, Escape to go back', async ({
  page,
}) => {
  await page.goto('/transactions')
  await expect(rows(page)).toHaveCount(50)
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
  const why = page.getByRole('region', { name: /^Why \d+/ })
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
