import { readFile } from 'node:fs/promises'
import type { APIRequestContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { score } from './testkeys'

/** Nothing of another run, or of another try of the same test, has it. */
const unique = () => `${Date.now()}_${Math.floor(Math.random() * 1e6)}`

/** What is decided of a payment with these details, as a checkout asks it. */
const decided = async (request: APIRequestContext, details: object): Promise<string> =>
  (await score(request, { amount: '12.50', ...details })).decision

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text })

test('a list is made and filled by hand and from a file, blocks a payment, and goes again', async ({
  page,
  request,
  problems,
}) => {
  // What it would have done is worked out one at a time for a shop, and asked for again.
  problems.expect(/409.*\/policies\/preview/)
  const name = `Stolen_${unique()}`
  const stolen = `stolen_${unique()}`
  const other = `other_${unique()}`
  expect(await decided(request, { card: stolen })).not.toBe('block')

  await page.goto('/rules/lists')
  await page.getByRole('link', { name: 'New list' }).first().click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Make the list' }).click()
  const adding = page.getByRole('dialog', { name: `Add to ${name}` })
  await adding.getByLabel('Values').fill(`${stolen}\n`)
  await adding.getByLabel(/^Why/).fill('charged back twice')
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText(`1 is new on ${name}.`)).toBeVisible()
  await expect(row(page, stolen)).toContainText('charged back twice')
  expect(await decided(request, { card: stolen })).toBe('block')

  await page.getByRole('button', { name: 'Import' }).click()
  const importing = page.getByRole('dialog', { name: `Import into ${name}` })
  const lines = ['value,reason,expires_at', `${other},from the bank,`, `${stolen}_2,,yesterday`]
  await importing.locator('input[type=file]').setInputFiles({
    name: 'cards.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  const imported = page.getByRole('dialog', { name: 'Imported: 1 new' })
  await expect(imported.getByText('2 lines read')).toBeVisible()
  const bad = imported.getByRole('row').filter({ has: page.getByRole('cell') })
  await expect(bad).toHaveText(/^3\s*expires_at: must be a time/)
  await imported.getByRole('button', { name: 'Done' }).click()
  await expect(row(page, other)).toContainText('from the bank')
  expect(await decided(request, { card: other })).toBe('block')

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const exported = (await readFile(await (await saved).path(), 'utf8')).trim().split(/\r?\n/)
  expect(exported.map((line) => line.split(',')[0])).toEqual(['value', stolen, other])

  await page.getByRole('button', { name: `Take ${stolen} off the list` }).click()
  await expect(page.getByText(`${stolen} is off ${name}.`)).toBeVisible()
  await expect(row(page, stolen)).toHaveCount(0)
  expect(await decided(request, { card: stolen })).not.toBe('block')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(row(page, stolen)).toContainText('charged back twice')
  expect(await decided(request, { card: stolen })).toBe('block')

  await page.getByRole('button', { name: 'Change' }).click()
  const change = page.getByRole('dialog', { name: `Change ${name}` })
  await change.getByText('Only rules', { exact: true }).click()
  await expect(change.getByText('What this would have done to past orders')).toBeVisible()
  await change.getByRole('button', { name: 'Delete this list' }).click()
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await expect(page).toHaveURL('/rules/lists')
  await expect(row(page, name)).toHaveCount(0)
  expect(await decided(request, { card: stolen })).not.toBe('block')
})

test('a customer is blocked from one of their orders, which says so, and taken off again', async ({
  page,
  request,
  problems,
}) => {
  problems.expect(/409.*\/policies\/preview/)
  const customer = `seen_${unique()}`
  const external_id = `order_${unique()}`
  expect(await decided(request, { customer, external_id })).not.toBe('block')
  await page.goto(`/transactions?text=${external_id}`)
  await row(page, external_id).getByRole('link').first().click()
  const open = page.getByRole('button', { name: 'Block or allow this customer' })
  await open.click()
  const dialog = page.getByRole('dialog', { name: 'Block or allow this customer' })
  await expect(dialog.getByText('It is on no list.')).toBeVisible()
  const list = dialog.getByLabel('List', { exact: true })
  if (await list.isVisible()) await list.selectOption({ label: 'A new list' })
  const name = `Blocked here ${unique()}`
  await dialog.getByLabel('Name of the new list').fill(name)
  await dialog.getByLabel(/^Why/).fill('never paid')
  await expect(dialog.getByText(/this would have blocked one order worth/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Show these orders' }).click()
  await expect(dialog.getByRole('link', { name: external_id })).toBeVisible()
  await dialog.getByRole('button', { name: 'Block this customer' }).click()
  await expect(page.getByText(`${customer} is on ${name} and blocked`)).toBeVisible()
  expect(await decided(request, { customer })).toBe('block')

  await open.click()
  const there = dialog.getByRole('region', { name: 'It is on these lists' })
  await expect(there).toContainText('never paid')
  await there.getByRole('button', { name: `Take off ${name}` }).click()
  await expect(dialog.getByText('It is on no list.')).toBeVisible()
  expect(await decided(request, { customer })).not.toBe('block')
  await page.keyboard.press('Escape')

  // The list that was made for it is left as it was: empty, and to be deleted.
  await page.goto('/rules/lists')
  await row(page, name).getByRole('link').click()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('button', { name: 'Delete this list' }).click()
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await expect(row(page, name)).toHaveCount(0)
})
