import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { score, testKeyOf } from './testkeys'

const choose = async (page: Page, data: string) => {
  await page.getByRole('button', { name: /^Northwind Store, / }).click()
  await page.getByRole('menuitemradio', { name: data }).click()
}
/** The line across the top of every page. */
const line = (page: Page) => page.locator('.border-dashed.border-t-3')

test('the switch shows test payments alone, under a dashed line', async ({ page, request }) => {
  const customer = `trial-${Date.now()}`
  await score(request, { amount: '15.00', customer }, await testKeyOf(request))
  const rows = page.getByRole('row').filter({ has: page.getByRole('cell') })

  await page.goto(`/transactions?customer=${customer}`)
  await expect(page.getByText('No order matches', { exact: true })).toBeVisible()
  await expect(line(page)).toHaveCount(0)

  await choose(page, 'Test data')
  await expect(rows).toHaveCount(1)
  await expect(line(page)).toBeVisible()
  await expect(page.getByRole('banner').getByText('Test data')).toBeVisible()

  // Kept on other pages and over a reload, in this tab alone.
  await page.getByRole('link', { name: 'Uploads' }).click()
  await expect(line(page)).toBeVisible()
  await page.goto('/transactions')
  await expect(line(page)).toBeVisible()
  await expect(rows.filter({ hasText: customer })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'cus_0000' })).toHaveCount(0)
  const other = await page.context().newPage()
  await other.goto('/uploads')
  await expect(
    other.getByRole('button', { name: 'Northwind Store, Live data: switch' }),
  ).toBeVisible()
  await expect(line(other)).toHaveCount(0)

  await choose(page, 'Live data')
  await expect(line(page)).toHaveCount(0)
  await expect(rows.nth(20)).toBeVisible()
  await expect(rows.filter({ hasText: customer })).toHaveCount(0)
})
