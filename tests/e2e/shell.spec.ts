import { expect, test } from './fixtures'
import { tabTo } from './keyboard'

test('the first Tab offers to skip the navigation', async ({ page }) => {
  await page.goto('/uploads')
  await expect(page.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the page' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('every page of the menu opens with its title and moves the focus to it', async ({ page }) => {
  await page.goto('/')
  const menu = page.getByRole('navigation', { name: 'Main' })
  const pages = [
    ['Transactions', '/transactions', 'Transactions'],
    ['Customers', '/customers', 'Customers'],
    ['Score a payment', '/score', 'Score a payment'],
    ['Uploads', '/uploads', 'Uploads'],
    ['Overview', '/', 'Overview'],
  ] as const
  for (const [link, path, tab] of pages) {
    await tabTo(page, menu.getByRole('link', { name: link, exact: true }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(path)
    await expect(page).toHaveTitle(`${tab} · SecureFlow`)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  }
})

test('the theme follows the system until a person chooses', async ({ page }) => {
  const root = page.locator('html')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/uploads')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(root).toHaveAttribute('data-theme', 'light')
  await page.getByRole('button', { name: 'Switch to dark colours' }).click()
  await expect(root).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Switch to light colours' })).toBeVisible()
  await expect(root).toHaveAttribute('data-theme', 'dark')
})

test('an address that does not exist says so and leads on', async ({ page }) => {
  await page.goto('/reports/7')
  await expect(page.getByText('There is nothing at this address').first()).toBeVisible()
  await page.getByRole('link', { name: 'Go to the overview' }).click()
  await expect(page).toHaveURL('/')
})
