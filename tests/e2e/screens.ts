import { expect, type Page } from '@playwright/test'
import type { Who } from './fixtures'
import { DOCS } from './screens-docs'
import { FRAME } from './screens-frame'
import { MODELS_AREA } from './screens-models'
import { RECORD } from './screens-record'
import { REVIEW } from './screens-review'
import { RULES } from './screens-rules'
import { SETTINGS } from './screens-settings'
import { SIGN_IN } from './screens-sign-in'
import { UPLOADS } from './screens-uploads'

/** Something a person can come to see. */
export interface Screen {
  name: string
  path: string
  /** Where it exists; everywhere unless said. */
  only?: 'desktop' | 'phone'
  /** What this provokes on the console. */
  provokes?: RegExp
  /** Goes on from the address to what is meant, and waits until all of it is there. */
  reach: (page: Page) => Promise<void>
}

const AWAY = { code: 'unavailable', message: 'Away.', request_id: 'ref-2026' }
const main = (page: Page) => page.getByRole('main')
const seen = (page: Page, text: string | RegExp) => expect(main(page).getByText(text).first())
const firstRow = (page: Page) => main(page).locator('a.stretch').first()

async function openFirst(page: Page): Promise<void> {
  await firstRow(page).click()
  await expect(page.getByRole('region', { name: /^Why/ })).toBeVisible()
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
}

async function score(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use an example' }).click()
  await page.getByRole('button', { name: 'Score the payment' }).click()
  await expect(page.getByRole('region', { name: /^Why/ })).toBeVisible()
}

export interface Area {
  name: string
  who?: Who
  screens: Screen[]
}

/** Everything there is to see, for what must hold or be shown everywhere. */
export const AREAS: Area[] = [
  ...SIGN_IN,
  {
    name: 'overview',
    screens: [
      {
        name: 'overview',
        path: '/',
        reach: (page) => expect(page.getByRole('tablist', { name: 'Key figures' })).toBeVisible(),
      },
      {
        name: 'overview-hours',
        path: '/?by=hour&figure=reviewed',
        reach: async (page) => {
          await page.getByRole('button', { name: 'View as table' }).first().click()
          await expect(page.getByRole('columnheader', { name: 'Day' })).toBeVisible()
        },
      },
      {
        name: 'overview-narrowed',
        path: '/?age=under_1d&by=age',
        reach: (page) => expect(page.getByRole('link', { name: 'See these orders' })).toBeVisible(),
      },
      {
        name: 'overview-note',
        path: '/?by=age',
        reach: async (page) => {
          await page.getByRole('button', { name: 'Add a note' }).click()
          await expect(page.getByRole('dialog', { name: 'Notes on the chart' })).toBeVisible()
        },
      },
    ],
  },
  ...REVIEW,
  {
    name: 'transactions',
    screens: [
      {
        name: 'transactions',
        path: '/transactions',
        reach: (page) => expect(firstRow(page)).toBeVisible(),
      },
      {
        name: 'transactions-columns',
        path: '/transactions',
        only: 'desktop',
        reach: async (page) => {
          await page.getByRole('button', { name: 'Columns' }).click()
          await expect(page.getByRole('checkbox', { name: 'Country' })).toBeVisible()
        },
      },
      {
        name: 'transactions-filtered',
        path: '/transactions?customer=nobody&decision=review&from=2026-01-01',
        reach: async (page) => {
          await page.getByRole('button', { name: /^(More filters|Filters)$/ }).click()
          await expect(page.getByRole('button', { name: 'Apply' })).toBeVisible()
          await seen(page, /^No order matches$/).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'transaction',
    screens: [
      {
        name: 'transaction',
        path: '/transactions?sort=-score&labelled=yes',
        reach: openFirst,
      },
      {
        name: 'transaction-table',
        path: '/transactions?sort=-score',
        reach: async (page) => {
          await openFirst(page)
          await page.getByLabel('Show the reasons').selectOption('As a table')
          await expect(page).toHaveURL(/why=table/)
          await seen(page, 'A typical order').toBeVisible()
        },
      },
      {
        name: 'transaction-waterfall',
        path: '/transactions?sort=-score',
        reach: async (page) => {
          await openFirst(page)
          await page.getByLabel('Show the reasons').selectOption('As a waterfall')
          await seen(page, 'A typical order').toBeVisible()
        },
      },
    ],
  },
  {
    name: 'customers',
    screens: [
      {
        name: 'customers',
        path: '/customers',
        reach: (page) => expect(firstRow(page)).toBeVisible(),
      },
      {
        name: 'customers-none',
        path: '/customers?text=nobody',
        reach: (page) => seen(page, 'No customer begins like this').toBeVisible(),
      },
      {
        name: 'customer',
        path: '/customers',
        reach: async (page) => {
          await firstRow(page).click()
          await expect(page.getByRole('region', { name: 'Score over time' })).toBeVisible()
          await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
        },
      },
    ],
  },
  {
    name: 'score',
    screens: [
      {
        name: 'score',
        path: '/score',
        reach: async (page) => {
          await page.getByText('More signals').click()
          await expect(page.getByLabel('Your id')).toBeVisible()
        },
      },
      { name: 'score-answered', path: '/score', reach: score },
    ],
  },
  UPLOADS,
  ...RULES,
  ...MODELS_AREA,
  ...SETTINGS,
  ...DOCS,
  ...RECORD,
  FRAME,
  {
    name: 'trouble',
    screens: [
      {
        name: 'failed',
        path: '/uploads',
        provokes: /503/,
        reach: async (page) => {
          await page.route('**/api/transactions?*', (route) =>
            route.fulfill({ status: 503, json: AWAY }),
          )
          await page.getByRole('link', { name: /^(Transactions|Payments)$/ }).click()
          await expect(page.getByRole('alert')).toContainText('ref-2026')
        },
      },
      {
        name: 'offline',
        path: '/uploads',
        provokes: /ERR_INTERNET_DISCONNECTED/,
        reach: async (page) => {
          await seen(page, 'Past uploads').toBeVisible()
          await page.context().setOffline(true)
          await expect(page.getByText(/^Offline since/)).toBeVisible()
        },
      },
    ],
  },
]

/** The screens of an area that exist in a project, desktop or phone. */
export const screensOf = (area: Area, project: string): Screen[] =>
  area.screens.filter(({ only }) => only === undefined || only === project)

/** Goes to a screen, whatever the page was used for before. */
export async function show(page: Page, { path, reach }: Screen): Promise<void> {
  await page.unrouteAll()
  await page.context().setOffline(false)
  await page.goto(path)
  await reach(page)
}
