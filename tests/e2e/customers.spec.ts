import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') })

test('the riskiest customers come first, and G C leads there', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('tablist', { name: 'Key figures' })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page).toHaveURL('/customers')
  await expect(rows(page).nth(5)).toBeVisible()
  const risks = (await rows(page).locator('td:first-child').allTextContents()).map(parseFloat)
  expect(risks).toEqual([...risks].sort((a, b) => b - a))
  await expect(rows(page).first().getByRole('img')).toHaveAccessibleName(/^Scores, oldest first/)
})

test('keys alone: search, move, open, and back with what was searched', async ({ page }) => {
  await page.goto('/customers')
  await expect(rows(page).first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('cus_0000')
  await expect(page).toHaveURL(/text=cus_0000/)
  await expect(rows(page).filter({ hasNotText: 'cus_0000' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await expect(rows(page).first().getByRole('link')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Score over time' })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/text=cus_0000/)
})

test('a customer’s score over time leads to each order, an order to its customer', async ({
  page,
}) => {
  await page.goto('/customers')
  await rows(page).first().getByRole('link').click()
  const title = page.getByRole('heading', { level: 1 })
  // The list stays until the customer is there.
  await expect(title).not.toHaveText('Customers')
  const name = (await title.textContent()) ?? ''
  const line = page.getByRole('slider', { name: /^Order/ })
  await line.focus()
  await expect(line).toHaveAttribute('aria-valuetext', /Score \d+, Decision/)
  await line.press('Enter')
  await expect(page).toHaveURL(/\/transactions\/\d+/)
  await page.getByRole('region', { name: 'Customer' }).getByRole('link', { name }).click()
  await expect(page).toHaveURL(`/customers/${name}`)
})

test('a note is written down for the next person, and deleted', async ({ page }) => {
  await page.goto('/customers?sort=spent')
  await rows(page).first().getByRole('link').click()
  const notes = page.getByRole('region', { name: 'Notes' })
  const text = `Known at the counter ${Date.now()}`
  await notes.getByLabel('Note on this customer').fill(text)
  await notes.getByRole('button', { name: 'Add note' }).click()
  const note = notes.getByRole('listitem').filter({ hasText: text })
  await expect(note).toBeVisible()
  await page.reload()
  await expect(note).toBeVisible()
  await note.getByRole('button', { name: 'Delete this note' }).click()
  await expect(note).toHaveCount(0)
})

test('a customer nobody knows is said, not shown as an error', async ({ page, problems }) => {
  problems.expect(/404/)
  await page.goto('/customers/nobody-of-this-name')
  await expect(page.getByText('There is no such customer')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the customers' }).click()
  await expect(page).toHaveURL('/customers')
})
