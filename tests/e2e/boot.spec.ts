import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/** Everything the page asks of the service in its first moments, each address as often as it was asked. */
async function askedBy(page: Page, path: string): Promise<string[]> {
  const asked: string[] = []
  // The first word of what happens has lists read anew. It never comes here: what is counted is before it.
  await page.route('**/api/events', () => undefined)
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && pathname !== '/api/events') asked.push(pathname + search)
  })
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // What a page asks twice it asks within a moment.
  await page.waitForTimeout(1_000)
  return asked
}

const COUNTS = '/api/reviews?view=open&limit=1'

for (const [path, early] of [
  ['/', [COUNTS, '/api/dashboard?period=28d']],
  ['/review', [COUNTS, '/api/reviews?view=open&sort=urgency&limit=100', '/api/review-views']],
  ['/transactions', [COUNTS, '/api/transactions?limit=100']],
  ['/uploads', [COUNTS]],
] as const) {
  test(`what ${path} needs is asked for before the app is there, and only once`, async ({
    page,
  }) => {
    // The app comes last: whatever was asked for by then was asked for without it.
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/static/index-*.js', async (route) => {
      await held
      await route.continue()
    })
    const before = Promise.all(early.map((address) => page.waitForRequest(`**${address}`)))
    const asked = askedBy(page, path)
    await before
    letGo()
    const all = await asked
    for (const address of ['/api/auth/refresh', ...early])
      expect(all.filter((one) => one === address)).toEqual([address])
  })
}

test.describe('for somebody who is not signed in', () => {
  test.use({ who: 'nobody' })

  test('the head of the sign-in page is there before the app, and does not move', async ({
    page,
  }) => {
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/static/index-*.js', async (route) => {
      await held
      await route.continue()
    })
    await page.goto('/login', { waitUntil: 'commit' })
    const heading = page.getByRole('heading', { name: 'Sign in', level: 1 })
    await expect(heading).toBeVisible()
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    const before = await heading.boundingBox()
    letGo()
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    expect((await heading.boundingBox())?.x).toBe(before?.x)
    const moved = ((await heading.boundingBox())?.y ?? 0) - (before?.y ?? 0)
    expect(Math.abs(moved)).toBeLessThan(2)
  })
})
