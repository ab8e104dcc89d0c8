import { expect, test } from './fixtures'
import { codeOf, newMember, signIn } from './people'

test.use({ who: 'nobody' })

test('a second factor is set up, asked for, stood in for, and turned off', async ({
  page,
  request,
  problems,
}) => {
  test.slow()
  // The right password without a code is answered with 401; wrong codes with that or with 422.
  problems.expect(/401|422/)
  const sam = await newMember(request, 'reviewer')
  await page.goto('/login?next=%2Fsettings%2Fprofile')
  await signIn(page, sam)
  const card = page.getByRole('region', { name: 'Second factor' })
  await card.getByRole('button', { name: 'Set it up' }).click()
  await card.getByLabel('Current password', { exact: true }).fill(sam.password)
  await card.getByRole('button', { name: 'Go on' }).click()
  const picture = card.getByRole('img', { name: /^QR code/ })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  const secret = await card.getByText(/^[A-Z2-7]{32}$/).innerText()
  await card.getByLabel('Code from the app').fill(codeOf(secret))
  await card.getByRole('button', { name: 'Turn it on' }).click()
  const codes = card.getByRole('region', { name: 'Recovery codes' })
  const [recovery = '', another = ''] = (await codes.locator('p').innerText()).split('\n')
  expect(recovery).toMatch(/^[a-z0-9-]{12,}$/)
  await card.getByRole('button', { name: 'I have kept them' }).click()
  await expect(card.getByText('On', { exact: true })).toBeVisible()

  const signOut = async () => {
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/login')
  }
  await test.step('sign in with the next code of the app', async () => {
    await signOut()
    await signIn(page, sam)
    await page.getByLabel('Code').fill('000000')
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^This code is not right/)).toBeVisible()
    // The code that turned it on is used up; the clock may be half a minute off.
    await page.getByLabel('Code').fill(codeOf(secret, 1))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/')
  })

  await test.step('sign in with a recovery code', async () => {
    await signOut()
    await signIn(page, sam)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(recovery)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/')
  })

  await test.step('turn it off with another one, since each works once', async () => {
    await page.goto('/settings/profile')
    await card.getByRole('button', { name: 'Turn it off' }).click()
    await card.getByLabel('Current password', { exact: true }).fill(sam.password)
    await card.getByLabel(/^Code from the app/).fill(recovery)
    await card.getByRole('button', { name: 'Turn it off' }).click()
    await expect(card.getByText(/^This code is not right/)).toBeVisible()
    await card.getByLabel(/^Code from the app/).fill(another)
    await card.getByRole('button', { name: 'Turn it off' }).click()
    await expect(card.getByRole('button', { name: 'Set it up' })).toBeVisible()
  })
})

test('a changed password is the one that works, here and for signing in', async ({
  page,
  request,
  problems,
}) => {
  test.slow()
  problems.expect(/401|422/)
  const sam = await newMember(request, 'viewer')
  await page.goto('/login?next=%2Fsettings%2Fprofile')
  await signIn(page, sam)
  const fill = async (current: string, next: string) => {
    await page.getByLabel('Current password', { exact: true }).fill(current)
    await page.getByLabel('New password', { exact: true }).fill(next)
    await page.getByRole('button', { name: 'Change the password' }).click()
  }
  await fill('not the one I have', 'another set of words')
  await expect(page.getByText('This is not your password.')).toBeVisible()
  await fill(sam.password, sam.email)
  await expect(page.getByText(/Take a few words/)).toBeVisible()
  await fill(sam.password, 'another set of words')
  await expect(page.getByText(/^Your password is changed/)).toBeVisible()
  await page.context().clearCookies()
  await page.goto('/login')
  await signIn(page, sam)
  await expect(page.getByText('E-mail and password do not match.')).toBeVisible()
  await signIn(page, { ...sam, password: 'another set of words' })
  await expect(page).toHaveURL('/')
})
