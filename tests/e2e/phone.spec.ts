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
