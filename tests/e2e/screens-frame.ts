import { expect, type Page } from '@playwright/test'
import type { Area } from './screens'

const seen = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('main').getByText(text).first())

/** What lies around and over every page. */
export const FRAME: Area = {
  name: 'frame',
  screens: [
    {
      name: 'account',
      path: '/uploads',
      reach: async (page) => {
        await page.getByRole('button', { name: /^Account of/ }).click()
        await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
      },
    },
    {
      name: 'more',
      path: '/uploads',
      only: 'phone',
      reach: async (page) => {
        await page.getByRole('button', { name: 'More', exact: true }).click()
        await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible()
      },
    },
    {
      name: 'palette',
      path: '/uploads',
      reach: async (page) => {
        await page
          .getByRole('button', { name: /^Search or jump/ })
          .first()
          .click()
        await page.getByRole('combobox', { name: 'Search or jump' }).fill('cus')
        await expect(page.getByRole('group', { name: 'Orders' })).toBeVisible()
      },
    },
    {
      name: 'keys',
      path: '/uploads',
      only: 'desktop',
      reach: async (page) => {
        await seen(page, 'Past uploads').toBeVisible()
        await page.keyboard.press('?')
        await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible()
      },
    },
    {
      name: 'not-found',
      path: '/nothing/here',
      reach: (page) => seen(page, 'There is nothing at this address').toBeVisible(),
    },
  ],
}
