import type { Page } from '@playwright/test'
import { expect, person, test } from './fixtures'
import { tabTo } from './keyboard'

test.use({ who: 'nobody' })

const heading = (name: string) => ['heading', { name, level: 1 }] as const

async function signIn(page: Page): Promise<void> {
  const { email, password } = person('merchant')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a person signs in by keyboard, stays so after a reload, and signs out', async ({ page }) => {
  const { email, password } = person('merchant')
  await page.goto('/')
  await expect(page.getByRole(...heading('Sign in'))).toBeVisible()
  await expect(page).toHaveURL('/login')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/')
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await expect(navigation).toBeVisible()

  await page.reload()
  await expect(navigation).toBeVisible()
  await expect(page).toHaveURL('/')

  await tabTo(page, page.getByRole('button', { name: /^Account of/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/login')
  await page.goto('/uploads')
  await expect(page).toHaveURL('/login?next=%2Fuploads')
})

test('a wrong password is refused in words, and the e-mail stays', async ({ page, problems }) => {
  problems.expect(/401/)
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(person('merchant').email)
  await page.getByLabel('Password', { exact: true }).fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('E-mail and password do not match.')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(person('merchant').email)
  await expect(page).toHaveURL('/login')
})

test('an address asked for before signing in is opened after it', async ({ page }) => {
  await page.goto('/transactions?decision=review')
  await signIn(page)
  await expect(page).toHaveURL('/transactions?decision=review')
  await expect(page.getByRole(...heading('Transactions'))).toBeVisible()
})

test('fields that are empty or wrong say so, and the first one gets the focus', async ({
  page,
}) => {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill('dana')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This does not look like an e-mail address.')).toBeVisible()
  await expect(page.getByText('Enter your password.')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeFocused()
})

test('a session that ends sends to sign in, and back to where one was', async ({
  page,
  problems,
}) => {
  problems.expect(/401/)
  await page.goto('/login')
  await signIn(page)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await page.context().clearCookies()
  const refused = { status: 401, json: { code: 'not_signed_in', message: '', request_id: 'r' } }
  await page.route('**/api/transactions?*', (route) => route.fulfill(refused))
  await page.getByRole('link', { name: 'Transactions' }).click()
  await expect(page).toHaveURL('/login?next=%2Ftransactions')
  await page.unroute('**/api/transactions?*')
  await signIn(page)
  await expect(page).toHaveURL('/transactions')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})
