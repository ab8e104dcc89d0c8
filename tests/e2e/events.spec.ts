import type { APIRequestContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { score, testKeyOf } from './testkeys'

const badge = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Review/ })

const waiting = async (page: Page) =>
  Number(/(\d+) to review/.exec((await badge(page).textContent()) ?? '')?.[1] ?? 0)

/** Opens a review among the test data, as a checkout does. */
async function holds(request: APIRequestContext): Promise<void> {
  const key = await testKeyOf(request)
  await score(request, { amount: '77.00', customer: 'test_review' }, key)
}

test.beforeEach(async ({ page, request }) => {
  // Nobody else's tests open reviews among the test data of this tab while it looks.
  await holds(request)
  await page.addInitScript(() => sessionStorage.setItem('sf-mode', 'test'))
})

test('an order that needs a person is told of without a reload', async ({ page, request }) => {
  const stream = page.waitForRequest('**/api/events')
  await page.goto('/uploads')
  await stream
  await expect(badge(page)).toContainText('to review')
  const before = await waiting(page)
  await holds(request)
  await expect(async () => expect(await waiting(page)).toBeGreaterThan(before)).toPass()
})

test('several tabs of a browser share one stream', async ({ page, context }) => {
  const streams: string[] = []
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events') streams.push(request.url())
  })
  await page.goto('/uploads')
  await expect.poll(() => streams.length).toBe(1)
  const other = await context.newPage()
  await other.addInitScript(() => sessionStorage.setItem('sf-mode', 'test'))
  await other.goto('/uploads')
  await expect(badge(other)).toContainText('to review')
  expect(streams).toHaveLength(1)
  // The one that held it leaves: the other takes it over.
  await page.close()
  await expect.poll(() => streams.length).toBe(2)
})

test('where there is no stream to be had, the same is asked for', async ({
  page,
  request,
  problems,
}) => {
  problems.expect(/503/)
  const json = { code: 'too_many_streams', message: 'Full.', request_id: 'r' }
  await page.route('**/api/events', (route) => route.fulfill({ status: 503, json }))
  const asked = page.waitForResponse('**/api/events/recent*')
  await page.goto('/uploads')
  expect((await asked).status()).toBe(200)
  await expect(badge(page)).toContainText('to review')
  const before = await waiting(page)
  await holds(request)
  await expect(async () => expect(await waiting(page)).toBeGreaterThan(before)).toPass()
})
