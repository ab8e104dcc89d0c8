import { expect, test } from './fixtures'

const TOUCH = 44

test('the bar at the bottom leads everywhere', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/')
  const bar = page.getByRole('navigation', { name: 'Main, short' })
  await expect(page.getByRole('navigation', { name: 'Main', exact: true })).toBeHidden()
  await bar.getByRole('link', { name: 'Payments' }).click()
  await expect(page).toHaveURL('/transactions')
  const rows = page.getByRole('list', { name: 'Transactions' }).getByRole('listitem')
  await expect(rows.first()).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)

  await bar.getByRole('button', { name: 'More' }).click()
  const sheet = page.getByRole('dialog', { name: 'More' })
  await sheet.getByRole('link', { name: 'Score a payment' }).click()
  await expect(page).toHaveURL('/score')
  await expect(sheet).toHaveCount(0)
})

test('list and order are two screens, with the decision at the thumb', { tag: '@phone' }, async ({
  page,
}) => {
  await page.goto('/review?sort=newest')
  const rows = page.getByRole('list', { name: 'Orders to review' }).getByRole('link')
  await rows.nth(3).click()
  await expect(page).toHaveURL(/\/review\/\d+/)
  await expect(page.getByRole('region', { name: /^Why/ })).toBeAttached()
  await expect(page.getByRole('list', { name: 'Orders to review' })).toHaveCount(0)
  for (const name of ['Approve', 'Decline', 'More']) {
    const button = page.getByRole('button', { name, exact: true })
    await expect(button).toBeInViewport({ ratio: 1 })
    const box = await button.boundingBox()
    expect(box?.height, `${name} is as high as a finger`).toBeGreaterThanOrEqual(TOUCH)
  }

  const address = page.url()
  await page.getByRole('button', { name: 'Decline' }).tap()
  await expect(page).not.toHaveURL(address)
  await page.getByRole('button', { name: /^Undo/ }).tap()
  await expect(page).toHaveURL(address)
  await page.getByRole('link', { name: 'Back to the list' }).tap()
  await expect(rows.first()).toBeVisible()
})

test('what steers the shop is steered with a thumb', { tag: '@phone' }, async ({
  page,
  problems,
}) => {
  problems.expect(/409/)
  await page.goto('/rules')
  const rules = page.getByRole('main').getByRole('link', { name: 'Very large order' })
  await expect(rules).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  const tabs = page.getByRole('navigation', { name: 'Rules & thresholds' })
  await tabs.getByRole('link', { name: 'Thresholds' }).tap()
  await expect(page.getByRole('slider', { name: 'Review line' })).toBeVisible()
  for (const name of ['Save as draft', 'Shadow it', 'Reset']) {
    const button = page.getByRole('button', { name, exact: true })
    await expect(button).toBeInViewport({ ratio: 1 })
    const box = await button.boundingBox()
    expect(box?.height, `${name} is as high as a finger`).toBeGreaterThanOrEqual(TOUCH)
  }

  await tabs.getByRole('link', { name: 'Ready rules' }).tap()
  await page.getByRole('link', { name: 'High amount of a newcomer' }).tap()
  await expect(page).toHaveURL(/rule=newcomer_high_amount/)
  await expect(page.getByText(/^It would have caught/)).toBeVisible()
  await page.getByRole('button', { name: 'Switch off' }).tap()
  const dialog = page.getByRole('dialog', { name: /^Switch off/ })
  await expect(dialog.getByRole('button', { name: 'Save as draft' })).toBeInViewport({ ratio: 1 })
  await dialog.getByRole('button', { name: 'Cancel' }).tap()
  await expect(dialog).toHaveCount(0)
})
