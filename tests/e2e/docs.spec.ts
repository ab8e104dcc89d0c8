import type { Page } from '@playwright/test'
import { expect, setting, test } from './fixtures'
import { score, testKeyOf } from './testkeys'

const example = (page: Page, path: string) =>
  page.getByRole('tablist', { name: path, exact: true }).locator('xpath=../..')
const answer = (page: Page) => page.getByRole('region', { name: 'Answer', exact: true })

test('the first example holds the own test key and runs', async ({ page, request }) => {
  const key = await testKeyOf(request)
  await page.goto('/docs/first-score')
  const first = example(page, 'POST /api/predict')
  await expect(first).toContainText(`X-API-Key: ${key}`)
  await first.getByRole('tab', { name: 'Python' }).click()
  await expect(first).toContainText('import requests')
  await page.reload()
  await expect(first).toContainText('import requests')
  await first.getByRole('button', { name: 'Run it' }).click()
  await expect(answer(page)).toContainText('Status 200')
  await expect(answer(page)).toContainText('RateLimit-Remaining')
  await expect(answer(page)).toContainText('"decision":')
})

test('every code of the API has an entry, and an error leads to its own', async ({
  page,
  request,
}) => {
  const spec = await (await request.get('/api/openapi.json')).json()
  const codes: string[] = spec.components.schemas.Envelope.properties.code.enum
  expect(codes.length).toBeGreaterThan(15)
  const refused = await request.post('/api/predict', {
    headers: { 'X-API-Key': setting('SECUREFLOW_API_KEY') },
    data: {},
  })
  const { docs } = await refused.json()
  expect(docs).toBe('/docs/errors#invalid_input')
  await page.goto(docs)
  await expect(page.locator('#invalid_input')).toBeInViewport()
  for (const code of codes) await expect(page.locator(`[id="${code}"]`)).toHaveCount(1)
})

test('each forced input answers as the page says', async ({ page, problems }) => {
  problems.expect(/503/)
  await page.goto('/docs/test-mode')
  const run = page.getByRole('button', { name: 'Run it' })
  const wanted = [
    '"decision": "review"',
    '"decision": "block"',
    '"decision": "approve"',
    '"degraded": true',
    '"code": "test_error"',
  ]
  for (const [place, text] of wanted.entries()) {
    await run.nth(place).click()
    await expect(answer(page).nth(place)).toContainText(text)
  }
})

test('feedback is given on an own test payment', async ({ page, request }) => {
  const sent = await score(request, { amount: '12.00' }, await testKeyOf(request))
  await page.goto('/docs/feedback')
  const first = example(page, 'POST /api/feedback')
  // The latest of the own test payments: another test may have sent one meanwhile.
  const shown = async () => Number(/"transaction_id": (\d+)/.exec(await first.innerText())?.[1])
  await expect.poll(shown).toBeGreaterThanOrEqual(sent.transaction_id)
  await first.getByRole('button', { name: 'Run it' }).click()
  await expect(answer(page)).toContainText('Status 201')
  await expect(answer(page)).toContainText('"source": "chargeback"')
})

test('a repeat with the same key is answered from what was stored', async ({ page }) => {
  await page.goto('/docs/retries')
  const run = page.getByRole('button', { name: 'Run it' })
  await run.click()
  await expect(answer(page)).toContainText('Status 200')
  await run.click()
  await expect(answer(page)).toContainText('Idempotent-Replayed: true')
  await expect(answer(page)).toContainText('"data_source": "replay"')
})

test('the reference has a page for every operation', async ({ page, request }) => {
  test.setTimeout(120_000)
  const spec = await (await request.get('/api/openapi.json')).json()
  const ids = Object.entries<Record<string, { operationId: string; summary: string }>>(spec.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([, methods]) => Object.values(methods))
  expect(ids.length).toBeGreaterThan(30)
  await page.goto('/docs/reference')
  for (const { operationId, summary } of ids) {
    const title = summary.replace(/\.$/, '')
    await page.getByRole('main').getByRole('link', { name: title, exact: true }).last().click()
    await expect(page).toHaveURL(`/docs/reference/${operationId}`)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Errors' })).toBeVisible()
    await page.goBack()
  }
})

test.describe('a visitor', () => {
  test.use({ who: 'nobody' })

  test('reads without signing in, and comes back after it', async ({ page }) => {
    await page.goto('/docs')
    await page.getByRole('main').getByRole('link', { name: 'Errors' }).last().click()
    await expect(page).toHaveURL('/docs/errors')
    await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Run it' })).toHaveCount(0)
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click()
    await expect(page).toHaveURL('/login?next=%2Fdocs%2Ferrors')
  })
})
