import { expect, test } from './fixtures'
import { score } from './testkeys'

const dialog = 'Search or jump'

test('Ctrl K finds a page, an order and what this page can do', async ({ page, request }) => {
  await page.goto('/uploads')
  await expect(page.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: dialog })
  await field.fill('custom')
  await expect(page.getByRole('option', { selected: true })).toHaveText(/^CustomersG C$/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/customers')

  const number = `palette-${Date.now()}`
  const order = await score(request, { external_id: number, amount: '41.30' })
  await page.keyboard.press('Control+k')
  await field.fill(number)
  const found = page.getByRole('group', { name: 'Orders' }).getByRole('option').first()
  await expect(found).toContainText(number)
  await found.click()
  await expect(page).toHaveURL(`/transactions/${order.transaction_id}`)

  await page.keyboard.press('Control+k')
  await field.fill('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('keys are listed, changed and switched off, and a reload keeps that', async ({ page }) => {
  await page.goto('/uploads')
  await expect(page.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'All keys' }).getByRole('link').click()
  await expect(page).toHaveURL('/settings/keyboard')

  const row = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: /^Transactions/ })
  await row.getByRole('button', { name: /Change$/ }).click()
  await page.keyboard.press('r')
  await expect(row.getByText('G R is taken by “Review”.', { exact: false })).toBeVisible()
  await page.keyboard.press('q')
  await expect(row.getByText('G Q')).toBeVisible()

  await page.reload()
  await expect(row.getByText('G Q')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await expect(page).toHaveURL('/transactions')

  await page.goto('/settings/keyboard')
  await page.getByRole('switch', { name: 'Single keys' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await page.keyboard.press('?')
  await expect(page).toHaveURL('/settings/keyboard')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
})

test('what is set as a cost is shown where money is weighed', async ({ page, problems }) => {
  // Costs are the merchant's: other tests look at sums, so the answer is given.
  await page.route('**/api/costs', (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ json: {}, status: 503 })
      : route.continue(),
  )
  problems.expect(/503/)
  await page.goto('/settings/costs')
  const fee = page.getByLabel(/^Fee for a chargeback/)
  await fee.fill('20')
  const example = page.getByRole('region', { name: 'With these' })
  await expect(example.getByText(/let through costs .*120/)).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(fee).toHaveValue('20')
})
