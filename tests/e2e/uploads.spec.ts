import { readFile, truncate, writeFile } from 'node:fs/promises'
import { expect, test } from './fixtures'

const GOOD = 3
const FILE = [
  'amount,hour,day_of_week,merchant_category,transaction_type,remark',
  '12.50,9,1,groceries,online,first',
  'a lot,9,1,groceries,online,not a number',
  '80.00,14,2,restaurants,online,second',
  '15.00,24,2,restaurants,online,no such hour',
  '4999.00,3,6,electronics,online,third',
].join('\n')

test('a file is scored: totals, rows that could not be read, and its result', async ({ page }) => {
  await page.goto('/uploads')
  const chosen = page.waitForEvent('filechooser')
  await page.getByText('Choose a file').click()
  const file = { name: 'october.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) }
  await (await chosen).setFiles(file)
  await expect(page).toHaveURL(/\/uploads\/\d+$/)
  const address = page.url()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`\\b${GOOD} orders`))
  await expect(page.getByText(/^5 rows, /)).toBeVisible()
  const bad = page.getByRole('region', { name: 'Rows by line' }).getByRole('row')
  await expect(bad).toHaveCount(3)
  await expect(bad.nth(1)).toHaveText(/^3\s*amount/)
  await expect(bad.nth(2)).toHaveText(/^5\s*hour/)
  await expect(page.getByText('remark')).toBeVisible()

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Result CSV' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split(/\r?\n/)
  expect(lines).toHaveLength(1 + GOOD)
  expect(lines[0]).toContain('score')

  await page.reload()
  await expect(page).toHaveURL(address)
  await expect(bad).toHaveCount(3)
  await page.getByRole('main').getByRole('link', { name: 'Uploads' }).click()
  const past = page.getByRole('row').filter({ hasText: 'october.csv' }).first()
  await expect(past).toContainText('5')
  await past.getByRole('link').click()
  await expect(page).toHaveURL(address)
})

test('a file that is no table or has no amounts is refused in words', async ({
  page,
  problems,
}) => {
  problems.expect(/422/)
  await page.goto('/uploads')
  const input = page.locator('input[type=file]')
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  })
  await input.setInputFiles(file('names.csv', 'name,colour\nada,red\n'))
  await expect(page.getByText('names.csv was not scored.')).toBeVisible()
  await expect(page.getByText('Nothing of it was stored.')).toBeVisible()
  await input.setInputFiles(file('empty.csv', ''))
  await expect(page.getByText('The file is empty.')).toBeVisible()
  await expect(page).toHaveURL('/uploads')
})

test('a file over 20 MB is refused before it is sent', async ({ page }, testInfo) => {
  const file = testInfo.outputPath('year.csv')
  await writeFile(file, '')
  await truncate(file, 20_000_001)
  await page.goto('/uploads')
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByText('The file is larger than 20 MB.')).toBeVisible()
  expect(sent.filter((url) => url.includes('/uploads'))).toEqual([])
})
