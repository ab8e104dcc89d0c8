import { expect, test } from './fixtures'
import { withHistory } from './screens-models'
import { score } from './testkeys'

test('the page says what judges the orders and what is missing to say how well', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click()
  const champion = page.getByRole('region', { name: 'In charge' })
  await expect(champion.getByText('Shared base model')).toBeVisible()
  const sources = page.getByRole('region', { name: 'Where labels come from' })
  await expect(sources.getByText(/in all: \d+ fraud, \d+ good/)).toBeVisible()
  await champion.getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'What it looks at' })).toBeVisible()
  await expect(page.getByText('Its fingerprint (SHA-256)')).toBeVisible()
})

test('a training is asked for with a reason, and its run is there', async ({ page }) => {
  await page.goto('/models')
  await page.getByRole('link', { name: 'Train now' }).click()
  const drawer = page.getByRole('dialog', { name: 'Train a new model' })
  await drawer.getByRole('button', { name: 'Train' }).click()
  await expect(drawer.getByText('Write a reason of a few words.')).toBeVisible()
  await drawer.getByLabel('Why').fill('To see that it works')
  await drawer.getByRole('button', { name: 'Train' }).click()
  await expect(drawer).toBeHidden()
  const runs = page.getByRole('list', { name: 'Runs, newest first' })
  await expect(runs.getByText(/To see that it works/).first()).toBeVisible()
})

test('promoting is done with the keyboard alone and says its reason', async ({ page }) => {
  await withHistory(page)
  let sent: unknown
  await page.route('**/api/models/own-8/promote', (route) => {
    sent = route.request().postDataJSON()
    return route.fulfill({ json: {} })
  })
  await page.goto('/models/own-8')
  await page.getByRole('link', { name: 'Promote' }).focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: 'Promote own-8' })
  await expect(drawer.getByText('About 24 now, 31 with it.')).toBeVisible()
  await drawer.getByLabel('Why').focus()
  await page.keyboard.type('Cheaper for four days')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/models')
  expect(sent).toEqual({ reason: 'Cheaper for four days' })
})

test('an order is judged again from what was stored, and is the same', async ({ page }) => {
  await page.goto('/transactions?sort=-score')
  await page.locator('main a.stretch').first().click()
  const again = page.getByRole('region', { name: 'Judged again' })
  await again.getByRole('button', { name: 'Judge again' }).click()
  await expect(again.getByText(/^Identical: a score of/)).toBeVisible()
})

test('a file of chargebacks teaches, and says which lines found no order', async ({
  page,
  request,
}) => {
  const number = `order-${Date.now()}`
  await score(request, { external_id: number, amount: '61.20', customer: 'cust-file' })
  await page.goto('/uploads')
  await page.getByRole('link', { name: 'Chargebacks and labels' }).click()
  // The page before has a field for files as well.
  await expect(
    page.getByRole('heading', { level: 1, name: 'Chargebacks and labels' }),
  ).toBeVisible()
  const content = `order_id,amount\n${number},61.20\nnever-seen-${Date.now()},9.00\n`
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bank.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  await expect(
    page.getByRole('heading', { level: 1, name: '1 new label from 2 lines' }),
  ).toBeVisible()
  await expect(page.getByRole('row', { name: /^3 No order fits/ })).toBeVisible()
})
