import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { newMember, signIn } from './people'

const path = (page: Page) => new URL(page.url()).pathname

test('two reviewers: each sees the other, and only the first decides', async ({
  page,
  browser,
  request,
  baseURL,
  problems,
}) => {
  test.slow()
  problems.expect(/409|ERR_FAILED/)
  const sam = await newMember(request, 'reviewer')
  const nobody = { cookies: [], origins: [] }
  const context = await browser.newContext({ baseURL: baseURL ?? '', storageState: nobody })
  const other = await context.newPage()
  await other.goto('/login')
  await signIn(other, sam)
  await expect(other).toHaveURL('/')

  await page.goto('/review?sort=due')
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
  const contested = path(page)
  const row = page
    .getByRole('list', { name: 'Orders to review' })
    .locator(`a[href^="${contested}"]`)
  await page.waitForResponse((answer) => answer.url().endsWith('/claim'))

  await test.step('the second is told who has it, and is not locked out', async () => {
    await other.goto(`${contested}?sort=due`)
    await expect(
      other.getByText(/ has this order open\. You can decide it as well\./),
    ).toBeVisible()
    await expect(page.getByText(/^Also viewing: Sam Ortiz/)).toBeVisible()
    await expect(other.getByRole('button', { name: 'Decline' })).toBeEnabled()
  })

  await test.step('the first decision stands, and is said where it is open', async () => {
    await other.keyboard.press('d')
    await expect(other.getByRole('status').filter({ hasText: /Declined/ })).toBeVisible()
    await expect(page.getByText(/^Decided by Sam Ortiz .* ago: declined\.$/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
    // Then the next one slides in.
    await expect(page).not.toHaveURL(new RegExp(contested))
    await expect(row).toHaveCount(1)
  })

  await test.step('a decision that crosses another is refused with who and what', async () => {
    const next = path(page)
    await other.goto(`${next}?sort=due`)
    await expect(other.getByRole('button', { name: 'Approve' })).toBeVisible()
    // Deaf to events, as in the moment before one arrives.
    await page.route('**/api/reviews/*', (route) => route.abort())
    const decide = (who: Page, key: string) => who.keyboard.press(key)
    await Promise.all([decide(other, 'a'), decide(page, 'd')])
    const winners = [page, other].map((who) =>
      who.getByRole('status').filter({ hasText: /Decided by .* ago: (approved|declined)\./ }),
    )
    await expect
      .poll(async () =>
        (await Promise.all(winners.map((one) => one.count()))).reduce((a, b) => a + b),
      )
      .toBe(1)
    await page.unroute('**/api/reviews/*')
  })
  await context.close()
})
