import { expect, person, test } from './fixtures'

test.use({ who: 'nobody' })

const heading = (name: string) => ['heading', { name, level: 1 }] as const

test('a person signs in with the keyboard alone, and out again', async ({ page }) => {
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
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
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
  const { email, password } = person('merchant')
  await page.goto('/transactions?decision=review')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
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
