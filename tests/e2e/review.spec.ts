import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

const rows = (page: Page) => page.getByRole('list', { name: 'Orders to review' }).getByRole('link')

test.beforeEach(async ({ page }) => {
  await page.goto('/review?sort=newest')
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
})

test('the list is sorted as the address says', async ({ page }) => {
  await page.getByRole('radio', { name: 'Highest amount first' }).check({ force: true })
  await expect(page).toHaveURL(/sort=amount/)
  const amounts = async () => {
    const items = page.getByRole('list', { name: 'Orders to review' }).getByRole('listitem')
    const texts = await items.allTextContents()
    return texts.map((text) => Number(/\$([\d,.]+)$/.exec(text)?.[1]?.replace(/,/g, '')))
  }
  await expect
    .poll(async () => {
      const found = await amounts()
      return (
        found.length > 2 && found.every((amount, i) => i === 0 || amount <= (found[i - 1] ?? 0))
      )
    })
    .toBe(true)
})

test('a decision that cannot be saved comes back', async ({ page, problems }) => {
  problems.expect(/503/)
  const away = { code: 'unavailable', message: 'Away.', request_id: 'ref-review' }
  await page.route('**/api/feedback', (route) => route.fulfill({ status: 503, json: away }))
  await page.clock.install()
  const last = rows(page).last()
  const address = (await last.getAttribute('href')) ?? ''
  await last.click()
  await expect(page).toHaveURL(address)
  await page.keyboard.press('d')
  await expect(page.locator(`ul a[href="${address}"]`)).toHaveCount(0)
  await page.clock.fastForward('00:11')
  await expect(page.locator(`ul a[href="${address}"]`)).toHaveCount(1)
  await expect(page.getByText('Not saved.')).toBeVisible()
})

test('a note belongs to the decision, and single keys rest in it', async ({ page }) => {
  const address = page.url()
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Note' })
  await expect(note).toBeFocused()
  await page.keyboard.type('jad')
  await expect(note).toHaveValue('jad')
  expect(page.url()).toBe(address)
})

test('the question mark lists the keys, and Escape gives the focus back', async ({ page }) => {
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys of this page' })
  await expect(keys).toBeVisible()
  await expect(keys).toContainText('Approve')
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
})
