import { expect, person, test } from './fixtures'
import { tabTo } from './keyboard'

test.use({ who: 'nobody' })

test('without a mouse: sign in, score a payment, open it, judge it, clear the queue', async ({
  page,
}) => {
  test.slow()
  const { email, password } = person('merchant')
  const menu = page.getByRole('navigation', { name: 'Main' })
  const keys = page.keyboard

  await test.step('sign in', async () => {
    await page.goto('/')
    await tabTo(page, page.getByLabel('E-mail'))
    await keys.type(email)
    await keys.press('Tab')
    await keys.type(password)
    await keys.press('Enter')
    await expect(page.getByRole('tablist', { name: 'Key figures' })).toBeVisible()
  })

  await test.step('score a payment', async () => {
    await tabTo(page, menu.getByRole('link', { name: 'Score a payment' }))
    await keys.press('Enter')
    await tabTo(page, page.getByLabel('Amount'))
    await keys.type('64.50')
    await tabTo(page, page.getByLabel(/^Category/))
    await keys.type('electronics')
    await keys.press('Enter')
    await expect(page.getByRole('region', { name: /^Why/ })).toBeVisible()
  })

  await test.step('open it and judge it', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Open the transaction' }))
    await keys.press('Enter')
    await expect(page.getByRole('heading', { name: '$64.50', level: 1 })).toBeFocused()
    await tabTo(page, page.getByLabel(/^Note/))
    await keys.type('The cardholder called.')
    await tabTo(page, page.getByRole('button', { name: 'Fraud' }))
    await keys.press('Enter')
    const answers = page.getByRole('list', { name: 'Answers so far' }).getByRole('listitem')
    await expect(answers).toHaveCount(1)
    await expect(answers).toContainText('The cardholder called.')
    await expect(answers).toContainText('Counts')
    await expect(page.getByText('Saved as fraud.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'What has happened' })).toContainText(
      'Reviewer: Fraud',
    )
    await tabTo(page, page.getByRole('button', { name: 'Legitimate' }))
    await keys.press('Enter')
    await expect(answers).toHaveCount(2)
    await expect(answers.nth(0)).toContainText('Legitimate')
    await expect(answers.nth(1)).toContainText('Replaced')
  })

  await test.step('move through the queue', async () => {
    await tabTo(page, menu.getByRole('link', { name: /^Review/ }), 'Shift+Tab')
    await keys.press('Enter')
    await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
  })
  const queue = page.getByRole('list', { name: 'Orders to review' })
  const rows = queue.getByRole('link')
  const open = queue.locator('a[aria-current]')
  const address = async (index: number) => (await rows.nth(index).getAttribute('href')) ?? ''
  const [first, second, third] = [await address(0), await address(1), await address(2)]
  const rowOf = (href: string) => page.locator(`ul a[href="${href}"]`)
  await expect(page).toHaveURL(first)
  await keys.press('j')
  await expect(page).toHaveURL(second)
  await expect(open).toHaveAttribute('href', second)
  await keys.press('j')
  await expect(page).toHaveURL(third)
  await keys.press('k')
  await keys.press('k')
  await expect(page).toHaveURL(first)

  let declined = ''
  await test.step('approve one, decline one, take the second back', async () => {
    await keys.press('a')
    await expect(rowOf(first)).toHaveCount(0)
    await expect(page).not.toHaveURL(first)
    await expect(page.getByRole('status').filter({ hasText: /^Approved/ })).toBeVisible()
    // The next that nobody else has: a colleague may be at the second.
    declined = new URL(page.url()).pathname
    await keys.press('d')
    await expect(page).not.toHaveURL(declined)
    await expect(rowOf(declined)).toHaveCount(0)
    await expect(page.getByRole('status').filter({ hasText: /^Declined/ })).toBeVisible()
    await keys.press('z')
    await expect(rowOf(declined)).toHaveCount(1)
    await expect(page).toHaveURL(declined)
  })

  await test.step('what was decided stays decided, and only that', async () => {
    await tabTo(page, menu.getByRole('link', { name: 'Transactions' }), 'Shift+Tab')
    await keys.press('Enter')
    await expect(page).toHaveURL(/transactions/)
    await page.goto('/review')
    await expect(rowOf(declined)).toHaveCount(1)
    await expect(rowOf(first)).toHaveCount(0)
  })
})
