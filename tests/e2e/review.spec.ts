import type { Page } from '@playwright/test'
import { expect, person, test } from './fixtures'
import { signIn } from './people'

const list = (page: Page) => page.getByRole('list', { name: 'Orders to review' })
const rows = (page: Page) => list(page).getByRole('link')
const rowOf = (page: Page, address: string) => list(page).locator(`a[href^="${address}"]`)
const said = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text })
const path = (page: Page) => new URL(page.url()).pathname
const isResolution =
  (method: string) => (response: { url(): string; request(): { method(): string } }) =>
    response.url().endsWith('/resolution') && response.request().method() === method

// One after the other: each decides the first order of the same queue.
test.describe.configure({ mode: 'default' })

test.beforeEach(async ({ page }) => {
  await page.goto('/review?sort=newest')
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
})

test('ten orders are cleared with the keyboard only, and one is taken back', async ({ page }) => {
  await page.goto('/review?sort=newest&view=spot_checks')
  await expect(page.getByRole('button', { name: 'It was good' })).toBeVisible()
  const decided: string[] = []
  for (let done = 0; done < 10; done += 1) {
    const here = path(page)
    await expect(page.getByRole('article')).toBeVisible()
    await page.keyboard.press('a')
    await expect(page).not.toHaveURL(new RegExp(`${here}\\?`))
    await expect(rowOf(page, here)).toHaveCount(0)
    decided.push(here)
  }
  await page.keyboard.press('1')
  await expect(page.getByRole('button', { pressed: true })).toBeVisible()
  const undone = page.waitForResponse(isResolution('DELETE'))
  await page.keyboard.press('z')
  expect((await undone).ok()).toBe(true)
  const last = decided.pop() ?? ''
  await expect(page).toHaveURL(new RegExp(last))
  await expect(rowOf(page, last)).toBeFocused()
  await page.reload()
  await expect(rowOf(page, last)).toHaveCount(1)
  for (const address of decided) await expect(rowOf(page, address)).toHaveCount(0)
})

test('undo reaches back decision by decision, and says until when', async ({ page }) => {
  const [first, second] = [path(page), '']
  await page.keyboard.press('d')
  await expect(said(page, /Declined/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Undo/ })).toContainText(/\d+ s/)
  await expect(page).not.toHaveURL(new RegExp(first))
  const next = path(page) || second
  await page.keyboard.press('a')
  await expect(said(page, /Approved/)).toBeVisible()
  await page.keyboard.press('z')
  await expect(page).toHaveURL(new RegExp(next))
  await page.keyboard.press('z')
  await expect(page).toHaveURL(new RegExp(first))
  await expect(rowOf(page, first)).toHaveCount(1)
  await expect(rowOf(page, next)).toHaveCount(1)
})

test('a decision that cannot be saved comes back and is tried again', async ({
  page,
  problems,
}) => {
  problems.expect(/503/)
  const away = { code: 'unavailable', message: 'Away.', request_id: 'ref-review' }
  await page.route('**/resolution', (route) => route.fulfill({ status: 503, json: away }))
  const here = path(page)
  await page.keyboard.press('d')
  await expect(page).not.toHaveURL(new RegExp(here))
  const row = list(page)
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href^="${here}"]`) })
  await expect(row.getByText('Not saved.')).toBeVisible()
  await page.unroute('**/resolution')
  await row.getByRole('button', { name: 'Try again' }).click()
  await expect(rowOf(page, here)).toHaveCount(0)
  await expect(said(page, /Declined/)).toBeVisible()
  await page.keyboard.press('z')
  await expect(rowOf(page, here)).toHaveCount(1)
})

test('a slow service holds nobody up', async ({ page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/resolution', async (route) => {
    await released
    await route.continue()
  })
  const here = path(page)
  await page.keyboard.press('d')
  await expect(page).not.toHaveURL(new RegExp(here))
  await expect(said(page, /Declined/)).toBeVisible()
  await page.keyboard.press('z')
  await expect(page).toHaveURL(new RegExp(here))
  const taken = page.waitForResponse(isResolution('DELETE'))
  release()
  expect((await taken).ok()).toBe(true)
})

test('offline nothing is decided', async ({ page, context, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/)
  // The order is whole, its last part as well: what is still on its way would be missing.
  await expect(page.getByText('Orders like this one')).toBeVisible()
  const here = page.url()
  await context.setOffline(true)
  await expect(page.getByText(/Decide when the connection is back/).first()).toBeVisible()
  await page.keyboard.press('a')
  expect(page.url()).toBe(here)
  await context.setOffline(false)
  await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled()
})

test('many are marked with keys, declined after one question with the sum, and undone at once', async ({
  page,
}) => {
  // The blind ones come last in this order: a second opinion is not given in bulk.
  await page.goto('/review?sort=score')
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+J')
  await expect(page.getByText('3 orders marked')).toBeVisible()
  const marked = await list(page)
    .locator('li:has(input:checked) a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('?')[0] ?? ''))
  expect(marked).toHaveLength(3)
  await page.keyboard.press('d')
  const question = page.getByRole('dialog', { name: /^Decline 3 orders worth \$[\d,.]+\?$/ })
  await expect(question).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(said(page, /Declined 3 orders/)).toBeVisible()
  for (const address of marked) await expect(rowOf(page, address)).toHaveCount(0)
  const undone = page.waitForResponse((response) => response.request().method() === 'DELETE')
  await page.keyboard.press('z')
  expect((await undone).ok()).toBe(true)
  for (const address of marked) await expect(rowOf(page, address)).toHaveCount(1)
})

test('an order is snoozed for an hour, found under Snoozed, and woken by Undo', async ({
  page,
}) => {
  const here = path(page)
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Snooze until' })).toBeVisible()
  await page.keyboard.press('1')
  await expect(said(page, /Snoozed until/)).toBeVisible()
  await expect(rowOf(page, here)).toHaveCount(0)
  const woken = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await page.keyboard.press('z')
  expect((await woken).ok()).toBe(true)
  await expect(rowOf(page, here)).toHaveCount(1)
})

test('the filter is the address, can be kept under a name, and is taken off by its chip', async ({
  page,
}) => {
  await page.keyboard.press('/')
  const drawer = page.getByRole('dialog', { name: 'Filter and sort' })
  await drawer.getByLabel('At least (USD)').fill('50')
  await drawer.getByLabel('Order of the list').selectOption('score')
  await drawer.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/min=50/)
  await expect(page).toHaveURL(/sort=score/)
  await expect(rows(page).first()).toBeVisible()

  await page.keyboard.press('/')
  const name = `Mid-sized ${Date.now()}`
  await drawer.getByLabel('Name', { exact: true }).fill(name)
  await drawer.getByRole('button', { name: 'Save view' }).click()
  await expect(drawer.getByText(`This view is kept as “${name}”.`)).toBeVisible()
  await page.keyboard.press('Escape')
  const pill = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name })
  await expect(pill).toHaveAttribute('aria-current')
  await page.getByRole('button', { name: /^Remove At least/ }).click()
  await expect(page).not.toHaveURL(/min=/)
  await pill.click()
  await expect(page).toHaveURL(/min=50/)
  await page.keyboard.press('/')
  await drawer.getByRole('button', { name: `Remove “${name}”` }).click()
  await expect(pill).toHaveCount(0)
})

test('a note is kept with its mention, and single keys rest in it', async ({ page }) => {
  const address = page.url()
  await expect(page.getByRole('combobox', { name: 'Note' })).toBeVisible()
  await page.keyboard.press('n')
  const note = page.getByRole('combobox', { name: 'Note' })
  await expect(note).toBeFocused()
  const text = `jad asked the bank ${Date.now()}`
  await page.keyboard.type(text)
  await expect(note).toHaveValue(text)
  expect(page.url()).toBe(address)
  await page.keyboard.press('Enter')
  await expect(note).toHaveValue('')
  await expect(page.getByRole('complementary', { name: 'Facts' })).toContainText(text)
})

test('who is signed out by time in the middle of a note finds it again', async ({
  page,
  problems,
}) => {
  problems.expect(/401/)
  const address = path(page)
  const note = page.getByRole('combobox', { name: 'Note' })
  await expect(note).toBeVisible()
  await page.keyboard.press('n')
  await expect(note).toBeFocused()
  await page.keyboard.type('The bank says')
  // The session ends on the server, as it does by time.
  const ended = await page.request.post('/api/auth/logout')
  expect(ended.ok(), await ended.text()).toBe(true)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/login\?next=/)
  await signIn(page, person('merchant'))
  await expect(page).toHaveURL(new RegExp(address))
  await expect(note).toHaveValue('The bank says')
})
