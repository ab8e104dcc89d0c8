import { expect, type Page } from '@playwright/test'
import type { Area, Screen } from './screens'

/** Of a shop only one preview is worked out at a time: who comes second is told so and asks again. */
const ANOTHER_PREVIEW = /409/
const PREVIEWED = 20_000

const main = (page: Page) => page.getByRole('main')
const heading = (page: Page, name: string | RegExp) =>
  expect(main(page).getByRole('heading', { level: 1, name })).toBeVisible()
const dialog = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('dialog', { name })).toBeVisible()

/** Until nothing is loading any more: neither what comes first nor a preview on past orders. */
async function loaded(page: Page): Promise<void> {
  const options = { timeout: PREVIEWED }
  await expect(main(page).locator('[aria-hidden=true].bg-line.rounded-md')).toHaveCount(0, options)
  await expect(main(page).locator('[aria-busy=true]')).toHaveCount(0, options)
}

/** Goes on to the page of a row, and to what can be done there if that has an address. */
async function openRow(page: Page, name: string | RegExp, search = ''): Promise<void> {
  await main(page).getByRole('link', { name }).first().click()
  await expect(page).toHaveURL(/\d+$/)
  if (search) await page.goto(`${page.url()}${search}`)
  await loaded(page)
}

/** Goes on to an order that a rule fired on, which is said beside the reasons of the model. */
async function openHit(page: Page): Promise<void> {
  await openRow(page, LARGE)
  await main(page).getByRole('link', { name: /^NW-/ }).first().click()
  await expect(page).toHaveURL(/transactions/)
  await expect(main(page).getByRole('link', { name: LARGE }).first()).toBeVisible()
  await loaded(page)
}

const at = (
  name: string,
  path: string,
  title: string | RegExp,
  says?: string | RegExp,
): Screen => ({
  name,
  path,
  provokes: ANOTHER_PREVIEW,
  reach: async (page) => {
    await heading(page, title)
    if (says) await expect(main(page).getByText(says).first()).toBeVisible({ timeout: PREVIEWED })
    await loaded(page)
  },
})

const over = (name: string, path: string, title: string | RegExp): Screen => ({
  name,
  path,
  provokes: ANOTHER_PREVIEW,
  reach: async (page) => {
    await dialog(page, title)
    await loaded(page)
  },
})

const below = (name: string, path: string, row: string | RegExp, search?: string): Screen => ({
  name,
  path,
  provokes: ANOTHER_PREVIEW,
  reach: (page) => openRow(page, row, search),
})

const SENTENCE = encodeURIComponent('Review if amount is over 500 and customer age is under 7 days')
const WRONG = encodeURIComponent('Review if amuont is over 500')
const LARGE = 'Very large order'
const CAUGHT = /^It would have caught/

/** A burst that is on now, as the demo never has one: it would be gone within the hour. */
async function underAttack(page: Page): Promise<void> {
  await page.route('**/api/shield', async (route) => {
    const answer = await (await route.fetch()).json()
    const [since, until] = [-1_500_000, 2_100_000].map((ms) => new Date(Date.now() + ms))
    const burst = { since, until, stopped: 1664, let_through: 10 }
    const bursts = [
      { ...burst, key: 'a', kind: 'ip', value: '203.0.113.7', text: 'Card testing' },
      { ...burst, key: 'b', kind: 'card_bin', value: '412931', text: 'Card testing' },
    ]
    await route.fulfill({ json: { ...answer, bursts } })
  })
  await page.goto('/rules/shield')
}

/** Everything under "Rules & thresholds", of a shop that has some of each. */
export const RULES: Area[] = [
  {
    name: 'rules',
    screens: [
      at('rules', '/rules', 'Rules'),
      at('rules-none', '/rules?text=nothing-of-this-name', 'Rules'),
      below('rule', '/rules', LARGE),
      {
        ...below('rule-snooze', '/rules', LARGE, '?do=snooze'),
        reach: async (page) => {
          await openRow(page, LARGE, '?do=snooze')
          await dialog(page, /./)
        },
      },
      { ...at('order-hit', '/rules', 'Rules'), reach: openHit },
      {
        ...at('order-put', '/rules', 'Rules'),
        reach: async (page) => {
          await openHit(page)
          await main(page)
            .getByRole('button', { name: /^Block or allow/ })
            .first()
            .click()
          await dialog(page, /^Block or allow/)
          await expect(page.getByRole('dialog').getByText(/^It is on/)).toBeVisible()
        },
      },
      { ...at('rule-unknown', '/rules/999999', /no such rule|not/i), provokes: /404/ },
    ],
  },
  {
    name: 'rule-editor',
    screens: [
      at('rule-new', '/rules/new', 'New rule'),
      at('rule-written', `/rules/new?sentence=${SENTENCE}`, 'New rule', CAUGHT),
      { ...at('rule-wrong', `/rules/new?sentence=${WRONG}`, 'New rule'), provokes: /422|409/ },
    ],
  },
  {
    name: 'thresholds',
    screens: [
      at('thresholds', '/rules/thresholds', 'Thresholds', /saved over/),
      at('thresholds-moved', '/rules/thresholds?review=57&block=80', 'Thresholds', /saved over/),
      {
        ...at('thresholds-save', '/rules/thresholds?review=57&block=80', 'Thresholds'),
        reach: async (page) => {
          await loaded(page)
          await page.getByRole('button', { name: 'Save as draft' }).click()
          await dialog(page, 'Save these lines')
        },
      },
    ],
  },
  {
    name: 'ready-rules',
    screens: [
      at('ready', '/rules/ready', 'Ready rules'),
      at('ready-none', '/rules/ready?text=nothing-of-this-name', 'Ready rules'),
      at('ready-off', '/rules/ready?rule=new_device_high_amount', 'Ready rules', CAUGHT),
      at('ready-on', '/rules/ready?shown=on&rule=newcomer_high_amount', 'Ready rules', CAUGHT),
    ],
  },
  {
    name: 'lists',
    screens: [
      at('lists', '/rules/lists', 'Lists'),
      over('lists-new', '/rules/lists?open=new', 'New list'),
      below('list', '/rules/lists', 'Devices of thieves'),
      ...(['add', 'import', 'change', 'delete'] as const).map((open) => ({
        ...below(`list-${open}`, '/rules/lists', 'Devices of thieves'),
        reach: async (page: Page) => {
          await openRow(page, 'Devices of thieves', `?open=${open}`)
          await dialog(page, /Devices of thieves/)
        },
      })),
      { ...at('list-unknown', '/rules/lists/999999', /no such list/), provokes: /404/ },
    ],
  },
  {
    name: 'shield',
    screens: [
      at('shield', '/rules/shield', 'Card-testing shield'),
      {
        ...at('shield-attacked', '/rules/shield', 'Card-testing shield'),
        reach: async (page) => {
          await underAttack(page)
          await expect(main(page).getByText('203.0.113.7').first()).toBeVisible()
          await loaded(page)
        },
      },
    ],
  },
  {
    name: 'policies',
    screens: [
      at('policies', '/rules/policies', 'History'),
      over('policies-draft', '/rules/policies?do=draft', 'Make a draft'),
      at('policy', '/rules/policies/2', 'Policy 2'),
      at('policy-back', '/rules/policies/3', 'Policy 3'),
      at('policy-draft', '/rules/policies/4', 'Policy 4'),
      over('policy-live', '/rules/policies/4?do=live', 'Make policy 4 live'),
      over('policy-shadow', '/rules/policies/4?do=shadow', 'Run policy 4 in shadow'),
      over('policy-delete', '/rules/policies/4?do=delete', 'Delete draft 4'),
      { ...at('policy-unknown', '/rules/policies/999', /no such policy/), provokes: /404/ },
    ],
  },
  {
    name: 'newcomers-rules',
    who: 'newcomer',
    screens: [
      at('rules-new', '/rules', 'Rules'),
      at('thresholds-new', '/rules/thresholds', 'Thresholds'),
      at('ready-new', '/rules/ready?rule=busy_device', 'Ready rules'),
      at('lists-none', '/rules/lists', 'Lists'),
      at('shield-new', '/rules/shield', 'Card-testing shield'),
      at('policies-new', '/rules/policies', 'History'),
    ],
  },
]
