import { type APIRequestContext, expect } from '@playwright/test'
import { test } from './fixtures'
import { newMember, signIn } from './people'

const PAYMENT = { amount: '18.40', merchant_category: 'groceries' }

/** What calling with a key is answered with. */
async function call(request: APIRequestContext, key: string): Promise<number> {
  const answer = await request.post('/api/predict', {
    data: PAYMENT,
    headers: { 'X-API-Key': key },
  })
  return answer.status()
}

test('a key is made, used, rotated and revoked', async ({ page, request }) => {
  test.slow()
  const name = `Till ${Date.now()}`
  const drawer = page.getByRole('dialog')
  const secret = drawer.getByRole('region', { name: 'Secret of the key' }).locator('p')
  const row = page.getByRole('row', { name })

  await page.goto('/settings/keys')
  await page.getByRole('link', { name: 'New key' }).first().click()
  await drawer.getByLabel('Name').fill(name)
  await drawer.getByRole('radio', { name: 'Live' }).check({ force: true })
  await drawer.getByRole('button', { name: 'Create the key' }).click()
  const first = await secret.innerText()
  expect(first).toMatch(/^sf_live_/)
  const saved = page.waitForEvent('download')
  await drawer.getByRole('button', { name: 'Download' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^secureflow-till-\d+\.txt$/)
  await drawer.getByRole('button', { name: 'I have kept it' }).click()
  await expect(row).toContainText('Never')
  expect(await call(request, first)).toBe(200)

  await row.getByRole('link').click()
  await expect(drawer).not.toContainText(first)
  await drawer.getByRole('button', { name: 'Rotate' }).click()
  await drawer.getByLabel('The old one works on for').selectOption('1 hour')
  await drawer.getByRole('button', { name: 'Rotate' }).click()
  const second = await secret.innerText()
  expect(second).not.toBe(first)
  await expect(drawer).toContainText('The old key works until')
  await drawer.getByRole('button', { name: 'I have kept it' }).click()
  expect([await call(request, first), await call(request, second)]).toEqual([200, 200])

  await row.filter({ hasText: 'No end' }).getByRole('link').click()
  await drawer.getByRole('button', { name: 'Revoke' }).click()
  await drawer.getByRole('button', { name: `Revoke ${name}` }).click()
  await expect(page.getByText(`${name} is revoked.`)).toBeVisible()
  expect([await call(request, first), await call(request, second)]).toEqual([200, 401])
  await page.getByText(/that works? no more$/).click()
  await expect(page.getByRole('region', { name: 'Keys that work no more' })).toContainText(name)
})

test('a test key is looked up again', async ({ page }) => {
  const name = `Try out ${Date.now()}`
  const drawer = page.getByRole('dialog')
  await page.goto('/settings/keys?key=new')
  await drawer.getByLabel('Name').fill(name)
  await drawer.getByRole('button', { name: 'Create the key' }).click()
  const secret = await drawer
    .getByRole('region', { name: 'Secret of the key' })
    .locator('p')
    .innerText()
  await drawer.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await page.getByRole('row', { name }).getByRole('link').click()
  const again = await drawer.getByRole('region', { name: 'Test key' }).locator('p').innerText()
  expect(again).toBe(secret)
})

test.describe('a viewer', () => {
  test.use({ who: 'nobody' })

  test('is told who can help, and has no way there', async ({ page, request }) => {
    const sam = await newMember(request, 'viewer')
    await page.goto('/login?next=%2Fsettings%2Fkeys')
    await signIn(page, sam)
    await expect(page.getByText('Your role may not open this')).toBeVisible()
    await expect(page.getByText(/Dana .* can change your role\./)).toBeVisible()
    const menu = page.getByRole('navigation', { name: 'Settings' })
    await expect(menu.getByRole('link', { name: 'Team' })).toBeVisible()
    await expect(menu.getByRole('link', { name: 'API keys' })).toHaveCount(0)
  })
})
