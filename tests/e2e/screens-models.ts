import { expect, type Page } from '@playwright/test'
import { comparison, driftReport, qualityOverTime } from '@/testing/measured'
import { modelDetail, modelsAnswer } from '@/testing/models'
import { preview } from '@/testing/previews'
import type { Area } from './screens'

const main = (page: Page) => page.getByRole('main')
/** Until nothing is loading any more; what loads is a grey block without words. */
const loaded = (page: Page) =>
  expect(main(page).locator('[aria-hidden=true].bg-line')).toHaveCount(0)
const card = (page: Page, name: string) => main(page).getByRole('region', { name, exact: true })

/** Answers with models that took weeks of labels to become what they are. */
export async function withHistory(page: Page): Promise<void> {
  const given = (address: string, json: unknown) =>
    page.route(`**/api/models${address}`, (route) => route.fulfill({ json }))
  await given('/own-8', modelDetail({ version: 'own-8', is_champion: false }))
  await given('/own-7', modelDetail())
  await given('/quality', qualityOverTime())
  await given('/drift', driftReport())
  await given('/comparison?challenger=own-8', comparison())
  await given('', modelsAnswer())
  await page.route('**/api/policies/preview', (route) => route.fulfill({ json: preview() }))
}

async function open(page: Page, path: string): Promise<void> {
  await withHistory(page)
  await page.goto(path)
}

/** What judges the orders: as a new shop finds it, and with weeks of labels. */
export const MODELS_AREA: Area[] = [
  {
    name: 'models',
    screens: [
      {
        name: 'models-now',
        path: '/models',
        reach: async (page) => {
          await expect(card(page, 'In charge').getByRole('link').first()).toBeVisible()
          await loaded(page)
        },
      },
      {
        name: 'models-train',
        path: '/models?do=train',
        reach: (page) => expect(page.getByRole('dialog', { name: /^Train/ })).toBeVisible(),
      },
    ],
  },
  {
    name: 'models-with-history',
    screens: [
      {
        name: 'models',
        path: '/uploads',
        reach: async (page) => {
          await open(page, '/models')
          await expect(main(page).getByText(/^It would have saved/)).toBeVisible()
          await expect(card(page, 'Quality, week by week').getByRole('img')).toBeVisible()
          await expect(main(page).getByRole('img', { name: /^Hour/ })).toBeVisible()
        },
      },
    ],
  },
  {
    name: 'model',
    screens: [
      {
        name: 'model-challenger',
        path: '/uploads',
        reach: async (page) => {
          await open(page, '/models/own-8')
          await expect(card(page, 'Where they disagree')).toBeVisible()
        },
      },
      {
        name: 'model-promote',
        path: '/uploads',
        reach: async (page) => {
          await open(page, '/models/own-8?do=promote')
          await expect(page.getByRole('dialog', { name: 'Promote own-8' })).toBeVisible()
        },
      },
      {
        name: 'model-unknown',
        path: '/models/nothing-of-this-name',
        provokes: /404/,
        reach: (page) =>
          expect(main(page).getByText('There is no such model').first()).toBeVisible(),
      },
    ],
  },
  {
    name: 'newcomers-models',
    who: 'newcomer',
    screens: [
      {
        name: 'models-new',
        path: '/models',
        reach: async (page) => {
          await expect(main(page).getByText('No labels yet')).toBeVisible()
          await loaded(page)
        },
      },
    ],
  },
]
