import { expect, type Page } from '@playwright/test'
import type { Area } from './screens'

const LEDGER = [
  'amount,hour,merchant_category,remark',
  ...Array.from({ length: 30 }, (_, row) => `${row + 1}.50,${row % 24},groceries,row ${row}`),
  'a lot,9,groceries,not a number',
  '15.00,24,restaurants,no such hour',
].join('\n')

const seen = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('main').getByText(text).first())

async function upload(page: Page): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'march.csv', mimeType: 'text/csv', buffer: Buffer.from(LEDGER) })
  await expect(page).toHaveURL(/\/uploads\/\d+$/)
  await seen(page, /^32 rows/).toBeVisible()
}

async function labels(page: Page): Promise<void> {
  const lines = ['order_id,amount,reason', 'nobody-knows-this,12.90,not received', ',a lot,']
  await page.locator('input[type=file]').setInputFiles({
    name: 'bank.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  })
  await expect(page).toHaveURL(/\/uploads\/labels\/\d+$/)
  await seen(page, /came to nothing$/).toBeVisible()
}

/** Files of orders to score, and files that say what was fraud. */
export const UPLOADS: Area = {
  name: 'uploads',
  screens: [
    {
      name: 'uploads',
      path: '/uploads',
      reach: (page) => seen(page, 'Past uploads').toBeVisible(),
    },
    { name: 'upload', path: '/uploads', reach: upload },
    {
      name: 'labels',
      path: '/uploads/labels',
      reach: (page) => seen(page, 'Files so far').toBeVisible(),
    },
    { name: 'label-file', path: '/uploads/labels', reach: labels },
  ],
}
