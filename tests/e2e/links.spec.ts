import { expect, person, test } from './fixtures'
import { freshEmail, linkFor, newMember, signIn } from './people'

test.describe('an owner', () => {
  test('invites somebody, who accepts, signs in, and can be removed', async ({
    page,
    browser,
    baseURL,
  }) => {
    test.slow()
    const email = freshEmail()
    await page.goto('/settings/team')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('combobox', { name: 'Role' }).selectOption('Viewer')
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    await expect(page.getByText(`An invitation is on its way to ${email}.`)).toBeVisible()
    const open = page.getByRole('list', { name: /^Open invitations/ })
    await expect(open.getByRole('listitem').filter({ hasText: email })).toContainText('Viewer')

    const context = await browser.newContext({ baseURL })
    const theirs = await context.newPage()
    await theirs.goto(await linkFor(email, '/invite/'))
    await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(/^Join /)
    await theirs.getByLabel('Your name').fill('Robin Vale')
    await theirs.getByLabel('Password', { exact: true }).fill('a handful of words')
    await theirs.getByRole('button', { name: 'Join' }).click()
    await expect(theirs.getByRole('button', { name: 'Account of Robin Vale' })).toBeVisible()

    await page.reload()
    const row = page.getByRole('row', { name: email })
    await expect(row).toContainText('Viewer')
    await row.getByRole('link').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Role').selectOption('Reviewer')
    await drawer.getByRole('button', { name: 'Change the role' }).click()
    await expect(page.getByText('Robin Vale is a reviewer now.')).toBeVisible()
    await expect(row).toContainText('Reviewer')
    await page.getByRole('button', { name: /^Undo/ }).click()
    await expect(row).toContainText('Viewer')

    await row.getByRole('link').click()
    await drawer.getByRole('button', { name: 'Remove from the team' }).click()
    await drawer.getByRole('button', { name: 'Remove Robin Vale' }).click()
    await expect(row).toHaveCount(0)
    await theirs.goto('/transactions')
    await expect(theirs).toHaveURL(/^[^?]*\/login/)
    await context.close()
  })

  test('takes an invitation back, and its link says so', async ({ page, problems }) => {
    problems.expect(/404/)
    const email = freshEmail()
    await page.goto('/settings/team')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const link = await linkFor(email, '/invite/')
    await page.getByRole('button', { name: `Take back the invitation of ${email}` }).click()
    await expect(page.getByText(`The invitation of ${email} no longer works.`)).toBeVisible()
    await page.goto(link)
    await expect(page.getByText('This invitation does not work any more')).toBeVisible()
  })
})

test.describe('somebody who forgot the password', () => {
  test.use({ who: 'nobody' })

  test('asks for a link, follows it, and signs in with a new one', async ({
    page,
    request,
    problems,
  }) => {
    test.slow()
    problems.expect(/401|404|422/)
    const sam = await newMember(request, 'reviewer')
    await page.goto('/login')
    await page.getByLabel('E-mail').fill(sam.email)
    await page.getByRole('link', { name: 'Forgot password?' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Forgot your password?')
    await expect(page.getByLabel('E-mail')).toHaveValue(sam.email)
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByText('Look into your inbox')).toBeVisible()

    const link = await linkFor(sam.email, '/reset/')
    await page.goto(link)
    await page.getByLabel('New password', { exact: true }).fill('password1234')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await expect(page.getByText(/Take a few words/)).toBeVisible()
    await page.getByLabel('New password', { exact: true }).fill('words that are new')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, { ...sam, password: 'words that are new' })
    await expect(page).toHaveURL('/')

    await page.goto(link)
    await page.getByLabel('New password', { exact: true }).fill('words for a third time')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByRole('link', { name: 'Ask for a new link' }).click()
    await expect(page).toHaveURL('/forgot')
  })

  test('learns nothing about who has an account', async ({ page }) => {
    for (const email of [person('merchant').email, 'nobody@nowhere.example']) {
      await page.goto('/forgot')
      await page.getByLabel('E-mail').fill(email)
      await page.getByRole('button', { name: 'Send the link' }).click()
      await expect(page.getByText(`If ${email} has an account here`)).toBeVisible()
    }
  })
})
