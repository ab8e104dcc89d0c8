import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { score } from './testkeys'

let sent = 0
/** A payment of somebody nobody has seen, which the demo's rule about throwaway mail holds. */
const throwaway = (amount: string) => {
  sent += 1
  const name = `${process.pid}-${Date.now()}-${sent}`
  return { amount, customer: `cus_${name}`, email: 'ann@mailinator.com', external_id: name }
}
const rules = (page: Page) => page.getByRole('region', { name: 'Rules' })
const said = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text })

test('one key says that a rule was wrong, on the order and in review, and it is taken back', async ({
  page,
  request,
}) => {
  const { transaction_id: id } = await score(request, throwaway('15.00'))
  await page.goto(`/transactions/${id}`)
  const card = rules(page)
  await expect(card.getByText('Sent to review by the rule “Throwaway address”')).toBeVisible()
  await expect(card.getByText('E-mail domain is in list "Throwaway mail"')).toBeVisible()
  await expect(card.getByRole('link', { name: 'Throwaway mail' })).toBeVisible()
  await page.keyboard.press('f')
  await expect(card.getByText('Called wrong')).toBeVisible()
  await expect(said(page, /was called wrong about this order/)).toBeVisible()
  await expect(page.getByText('Rule called wrong: Throwaway address')).toBeVisible()

  await page.getByRole('link', { name: 'Open in review' }).click()
  await expect(page.getByRole('article')).toBeVisible()
  await expect(rules(page).getByText('Called wrong')).toBeVisible()
  await page.keyboard.press('f')
  await expect(said(page, /is no longer called wrong/)).toBeVisible()
  await page.reload()
  await expect(rules(page).getByRole('button', { name: /was wrong/ })).toBeVisible()
  await expect(rules(page).getByText('Called wrong')).toHaveCount(0)
})

test('of several rules the key asks which, and its page counts what was said', async ({
  page,
  request,
}) => {
  const { transaction_id: id } = await score(request, throwaway('1900.00'))
  await page.goto(`/transactions/${id}`)
  await expect(rules(page)).toBeVisible()
  await page.keyboard.press('f')
  const dialog = page.getByRole('dialog', { name: 'Which rule was wrong?' })
  await dialog.getByRole('button', { name: 'The rule Very large order was wrong' }).click()
  await expect(dialog).toBeHidden()
  await expect(rules(page).getByText('Called wrong')).toHaveCount(1)
  await said(page, /was called wrong/)
    .getByRole('button', { name: /Undo/ })
    .click()
  await expect(rules(page).getByText('Called wrong')).toHaveCount(0)
  await rules(page).getByRole('link', { name: 'Very large order' }).click()
  await expect(page).toHaveURL(/\/rules\/\d+$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Very large order')
})

test('a burst is stopped without a rule, said on its page, and let go where it is no attack', async ({
  page,
  request,
}) => {
  const ip = `198.51.100.${1 + (process.pid % 250)}`
  await page.goto('/rules/shield')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Card-testing shield')
  const decisions: string[] = []
  let id = 0
  for (let stranger = 0; stranger < 14; stranger += 1) {
    const { email: _, ...payment } = throwaway('1.00')
    const made = await score(request, { ...payment, ip, card: `tok_${payment.external_id}` })
    decisions.push(made.decision)
    id = made.transaction_id
  }
  expect(decisions.at(-1)).toBe('block')
  await expect(said(page, /burst.* of newcomers ha(s|ve) begun/)).toBeVisible()
  const burst = page.getByRole('listitem').filter({ hasText: ip })
  await expect(burst).toContainText(/\d+ stopped, \d+ let through/)

  await burst.getByRole('link', { name: /Open the orders/ }).click()
  await expect(page.getByText('Newcomers of a burst from one address')).toBeVisible()
  await page.goto(`/transactions/${id}`)
  await expect(rules(page).getByText('Blocked by the card-testing shield')).toBeVisible()
  await rules(page).getByRole('link', { name: 'Burst from one address' }).click()

  await page.goto('/')
  const needs = page.getByRole('region', { name: 'Needs you now' })
  const underWay = needs.getByRole('listitem').filter({ hasText: ip })
  await expect(underWay).toContainText(/^Card testing from one address .*Since .* \d+ let through$/)
  await underWay.getByRole('link').click()

  await burst.getByRole('button', { name: /This was no attack/ }).click()
  await page.getByRole('button', { name: 'Yes, it was no attack' }).click()
  await expect(said(page, /none is called there for a day/)).toBeVisible()
  await expect(burst).toHaveCount(0)
  const { email: _, ...payment } = throwaway('1.00')
  const next = await score(request, { ...payment, ip, card: `tok_${payment.external_id}` })
  expect(next.decision).not.toBe('block')
})

test('another setting of the shield is previewed and saved as a draft', async ({
  page,
  problems,
}) => {
  // Two previews of one shop wait for each other: the page asks again.
  problems.expect(/409.*\/policies\/preview/)
  await page.goto('/rules/shield')
  const card = page.getByRole('region', { name: 'What it does' })
  await card.getByText('Sent to review', { exact: true }).click()
  await expect(card.getByRole('table', { name: 'Now against new' })).toBeVisible()
  await card.getByRole('button', { name: 'Save as draft' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Save into').selectOption('new')
  await dialog.getByLabel('Reason').fill('Let people look at bursts')
  await dialog.getByRole('button', { name: 'Save as draft' }).click()
  await expect(page).toHaveURL(/\/rules\/policies\/\d+$/)
  await expect(page.getByText(/shield/i).first()).toBeVisible()
})
