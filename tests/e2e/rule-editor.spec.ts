import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'

const SENTENCE = 'Review if amount is over 300 and customer age is under 20 days'

test.beforeEach(async ({ page, problems }) => {
  // Another preview of the shop is being worked out: the page asks again.
  problems.expect(/409/)
  await page.goto('/rules/new')
  await expect(page.getByRole('heading', { name: 'New rule', level: 1 })).toBeVisible()
})

const sentence = (page: Page) => page.getByRole('textbox', { name: 'Sentence' })
const condition = (page: Page, number: number) =>
  page.getByRole('group', { name: `Condition ${number}`, exact: true })

/** Chooses a field by typing the beginning of its words, without the mouse. */
async function compare(line: Locator, typed: string): Promise<void> {
  const field = line.getByRole('combobox', { name: 'What to compare' })
  await field.focus()
  await field.pressSequentially(typed)
  await field.press('Enter')
}

async function saved(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save as draft' }).click()
  const dialog = page.getByRole('dialog')
  const where = dialog.getByRole('combobox')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeVisible()
  if (await where.count()) await where.selectOption('new')
  await dialog.getByRole('textbox').fill(`To try ${name}`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL(/\/rules\/policies\/\d+$/)
  await expect(page.getByText(name).first()).toBeVisible()
}

test('a rule is written by lines alone, tried on past orders and saved', async ({ page }) => {
  await compare(condition(page, 1), 'amount')
  await condition(page, 1).getByRole('textbox', { name: 'Value' }).fill('300')
  await page.getByRole('button', { name: 'Add a condition' }).press('Enter')
  await expect(condition(page, 2).getByRole('combobox')).toBeFocused()
  await compare(condition(page, 2), 'customer age')
  await condition(page, 2).getByRole('combobox', { name: 'How' }).selectOption('under')
  await condition(page, 2).getByRole('textbox', { name: 'Value' }).fill('20')
  await expect(sentence(page)).toHaveValue(SENTENCE)
  const test = page.getByRole('region', { name: 'What it would have done' })
  await expect(test.getByText(/would have caught/)).toBeVisible()
  await expect(test.getByText(/^On the last [\d,]+ orders/)).toBeVisible()
  const orders = page.getByRole('region', { name: 'The orders' })
  await expect(orders.getByRole('link').first()).toHaveAttribute('href', /^\/transactions\/\d+$/)
  await saved(page, 'Amount is over 300 and customer age is under 20 days')
})

test('a rule is written as a sentence alone, and its address shows it to others', async ({
  page,
}) => {
  await sentence(page).fill(
    'Add 12 points if (hour is under 5 or weekday is "Sunday") and amount is over 50',
  )
  await expect(condition(page, 3)).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Which of these' })).toHaveCount(2)
  await expect(condition(page, 2).getByRole('combobox', { name: 'Value' })).toHaveValue('Sunday')
  await expect(page.getByRole('textbox', { name: 'Points' })).toHaveValue('12')
  await expect(page).toHaveURL(/sentence=Add/)
  const address = page.url()
  await page.evaluate(() => sessionStorage.clear())
  await page.goto(address)
  await expect(sentence(page)).toHaveValue(/^Add 12 points if \(hour is under 5 or weekday/)
  await page.getByLabel(/^Name/).fill('Nights and Sundays')
  await saved(page, 'Nights and Sundays')
})

test('a misspelt field is mended by the one that was meant', async ({ page, problems }) => {
  problems.expect(/422/)
  await sentence(page).fill(SENTENCE.replace('customer age', 'custmer age'))
  await expect(page.getByText('“custmer” cannot stand here.')).toBeVisible()
  await expect(sentence(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(condition(page, 1).getByRole('combobox')).toBeDisabled()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  await page.getByRole('button', { name: 'Put in “customer age”' }).press('Enter')
  await expect(sentence(page)).toHaveValue(SENTENCE)
  await expect(sentence(page)).toBeFocused()
  await expect(condition(page, 2).getByRole('textbox', { name: 'Value' })).toHaveValue('20')
})

test('what was begun is there after leaving, and a rule that is there is changed', async ({
  page,
}) => {
  await sentence(page).fill('Block if amount is over 9000')
  await expect(page).toHaveURL(/sentence=Block/)
  await page.getByRole('link', { name: 'Overview' }).first().click()
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/rules/new')
  await expect(page.getByText('This is what you had begun.')).toBeVisible()
  await expect(condition(page, 1).getByRole('textbox', { name: 'Value' })).toHaveValue('9000')
  await page.getByRole('button', { name: 'Start afresh' }).click()
  await expect(sentence(page)).toHaveValue('')
  await expect(page).toHaveURL(/\/rules\/new$/)

  await page.goto('/rules')
  await page.getByRole('link', { name: 'Very large order' }).first().click()
  await page.locator('a[href$="/edit"]').click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Change “Very large order”' }),
  ).toBeVisible()
  await expect(sentence(page)).toHaveValue(/^Review if amount is over \d+$/)
  await condition(page, 1).getByRole('textbox', { name: 'Value' }).fill('1750')
  await expect(sentence(page)).toHaveValue('Review if amount is over 1750')
  await saved(page, 'Very large order')
})
