import { expect, test } from './fixtures'
import { newMember, signIn } from './people'

test.use({ who: 'nobody' })

test('another session is signed out from here, and this one stays', async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  test.slow()
  const sam = await newMember(request, 'viewer')
  const open = async () => {
    const context = await browser.newContext({ baseURL })
    const other = await context.newPage()
    await other.goto('/login?next=%2Fuploads')
    await signIn(other, sam)
    await expect(other.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible()
    return other
  }
  const gone = async (other: Awaited<ReturnType<typeof open>>) => {
    // It may be there already: whoever watches is told that the session is over.
    await other.goto('/transactions')
    await expect(other).toHaveURL(/^[^?]*\/login/)
    await other.context().close()
  }
  const [first, second, third] = [await open(), await open(), await open()]
  await page.goto('/login?next=%2Fsettings%2Fsessions')
  await signIn(page, sam)
  const rows = page.getByRole('list', { name: /^Your sessions/ }).getByRole('listitem')
  await expect(rows).toHaveCount(4)
  await expect(rows.filter({ hasText: 'This one' })).toHaveCount(1)

  await rows.filter({ hasNotText: 'This one' }).first().getByRole('button').click()
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Sign out all others' }).click()
  await expect(rows).toHaveCount(1)
  await expect(page.getByText('You are signed in nowhere else.')).toBeVisible()
  for (const other of [first, second, third]) await gone(other)
  await page.reload()
  await expect(rows).toHaveCount(1)
})
