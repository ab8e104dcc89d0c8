import { expect, test } from './fixtures'

test.beforeEach(async ({ page }) => {
  await page.goto('/score')
  await expect(page.getByRole('heading', { name: 'Score a payment', level: 1 })).toBeVisible()
})

test('a payment is scored, explained and stored', async ({ page }) => {
  await page.getByLabel('Amount').fill('1284')
  await page.getByLabel(/^Hour/).fill('3')
  await page.getByLabel(/^Weekday/).selectOption('Sunday')
  await page.getByLabel(/^Category/).fill('electronics')
  await page.getByRole('button', { name: 'Score the payment' }).click()
  await expect(
    page.getByText(/^(Approve|Review|Block)\. \w+ risk, score \d+ of 100\.$/),
  ).toHaveCount(1)
  await expect(page.getByRole('img', { name: /^Score \d+ of 100/ })).toBeVisible()
  // The demo has a rule for orders over 900, which stands apart from what the model says.
  const rules = page.getByRole('region', { name: 'Rules' })
  await expect(rules).toContainText('Sent to review by the rule “Very large order”')
  const why = page.getByRole('region', { name: /^Why/ })
  await expect(why.getByRole('listitem').first()).toHaveText(/[+−]\d/)
  await expect(page.getByText(/\$SECUREFLOW_API_KEY/)).toContainText('"amount": "1284"')
  await page.getByRole('link', { name: 'Open the transaction' }).click()
  await expect(page.getByRole('heading', { name: '$1,284.00', level: 1 })).toBeVisible()
})

test('what is wrong is said at its field, by the form and by the API', async ({
  page,
  problems,
}) => {
  problems.expect(/409/)
  await page.getByRole('button', { name: 'Score the payment' }).click()
  await expect(page.getByText('Enter the amount.')).toBeVisible()
  await expect(page.getByLabel('Amount')).toBeFocused()

  await page.getByText('More signals').click()
  const id = page.getByLabel('Your id')
  await id.fill('twice-used')
  for (const amount of ['10', '11']) {
    await page.getByLabel('Amount').fill(amount)
    await page.getByLabel('Amount').press('Enter')
    await expect(page.getByLabel('Amount')).toHaveValue(amount)
    if (amount === '10') await expect(page.getByText('Open the transaction')).toBeVisible()
  }
  await expect(page.getByText('This id was used before for another payment.')).toBeVisible()
  await expect(id).toBeFocused()
})

test('what was entered is back after a reload', async ({ page }) => {
  await page.getByLabel('Amount').fill('77.70')
  await page.reload()
  await expect(page.getByText('What you had entered before is back.')).toBeVisible()
  await expect(page.getByLabel('Amount')).toHaveValue('77.70')
})
