import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, person, test } from './fixtures'
import { score } from './testkeys'

async function saved(page: Page, button: string): Promise<string> {
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  return readFile(await (await file).path(), 'utf8')
}

test('a change is on record at once, with what it changed, and is exported', async ({ page }) => {
  const days = page.getByLabel(/^Records of uploaded files/)
  const password = page.getByLabel('Your password', { exact: true })
  const keep = async (value: string) => {
    await page.goto('/settings/data')
    const before = Number(await days.inputValue())
    await days.fill(value)
    await expect(password).toHaveCount(Number(value) < before ? 1 : 0)
    if (Number(value) < before) await password.fill(person('merchant').password)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
  }
  await keep('365')
  await keep('364')

  await page.goto('/settings/audit')
  await page.getByLabel('What').selectOption('Data protection')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL('/settings/audit?action=privacy')
  await page.getByRole('link', { name: 'Data settings changed' }).first().click()
  const diff = page.getByRole('region', { name: 'What changed' })
  await expect(diff.locator('del').filter({ hasText: '365' })).toBeVisible()
  await expect(diff.getByText('364')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).click()

  const lines = (await saved(page, 'JSON lines')).trim().split('\n')
  expect(lines.slice(0, -1).every((line) => JSON.parse(line).action === 'privacy.changed')).toBe(
    true,
  )
  expect(JSON.parse(lines.at(-1) ?? '')).toHaveProperty('signed_head')
  expect(await saved(page, 'CSV')).toContain('privacy.changed')
  await keep('365')
})

test('a wrong password shows among the security events', async ({ page, request }) => {
  const { email } = person('newcomer')
  const before = { email: person('merchant').email, password: 'not this one' }
  await request.post('/api/auth/login', { data: before })
  expect(email).not.toBe(before.email)
  await page.goto('/settings/security?kind=login.failed')
  await page.getByRole('link', { name: 'Failed sign-in' }).first().click()
  await expect(page.getByRole('dialog')).toContainText('Many from one address are somebody trying.')
})

test('a customer is handed out as a file, then erased for good', async ({
  page,
  request,
  problems,
}) => {
  problems.expect(/422/)
  const customer = `erase/me-${Date.now()}`
  const payment = { amount: '41.00', customer, email: 'erase.me@example.org' }
  const { transaction_id } = await score(request, payment)

  await page.goto('/settings/data')
  await page.getByLabel('Customer', { exact: true }).fill(customer)
  const file = JSON.parse(await saved(page, 'Export'))
  expect(file.transactions).toHaveLength(1)
  expect(JSON.stringify(file)).toContain('erase.me@example.org')

  await page.getByRole('button', { name: 'Erase', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel(`Type ${customer} to confirm`).fill(customer)
  const password = drawer.getByLabel('Your password', { exact: true })
  await password.fill('not this one')
  await drawer.getByRole('button', { name: 'Erase for good' }).click()
  await expect(drawer.getByText('This is not your password.')).toBeVisible()
  await password.fill(person('merchant').password)
  await drawer.getByRole('button', { name: 'Erase for good' }).click()
  await expect(page.getByText(/^Erased\. 1 payment belongs to /)).toBeVisible()

  await page.goto(`/transactions/${transaction_id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('$41.00')
  await expect(page.getByText(customer)).toHaveCount(0)
  await expect(page.getByText('erase.me@example.org')).toHaveCount(0)
})
