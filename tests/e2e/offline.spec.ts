import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

test.use({ serviceWorkers: 'allow' })

/** Waits until the shell is kept: its worker is registered a moment after the page. */
async function kept(page: Page): Promise<string[]> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return page.evaluate(async () => {
    const addresses: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      addresses.push(...(await cache.keys()).map(({ url }) => new URL(url).pathname))
    }
    return addresses
  })
}

test('the shell opens without a network and goes on by itself when there is one', async ({
  page,
  context,
  problems,
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|ApiError/)
  await page.goto('/uploads')
  await expect(page.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible()
  const addresses = await kept(page)
  expect(addresses).toContain('/index.html')
  // Nothing of a person is kept: no answer of the API, whatever was looked at.
  expect(addresses.filter((path) => path.startsWith('/api'))).toEqual([])
  expect(addresses.filter((path) => path.endsWith('.woff2'))).toHaveLength(1)

  await context.setOffline(true)
  await expect(page.getByText(/^Offline since/)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('heading', { name: 'Uploads', level: 1 })).toBeVisible()
})

test('the worker and the manifest are served fresh, and the app can be installed', async ({
  page,
  request,
}) => {
  const worker = await request.get('/sw.js')
  expect(worker.headers()['cache-control']).toBe('no-cache')
  expect(worker.headers()['content-type']).toContain('text/javascript')
  expect(worker.headers()['content-security-policy']).toContain("default-src 'none'")
  await page.goto('/login')
  const link = await page.locator('link[rel=manifest]').getAttribute('href')
  const answer = await request.get(link ?? '')
  expect(answer.headers()['content-type']).toContain('application/manifest+json')
  const manifest = await answer.json()
  expect(manifest).toMatchObject({ name: 'SecureFlow', display: 'standalone', start_url: '/' })
  expect(manifest.shortcuts.map(({ url }: { url: string }) => url)).toEqual(['/review'])
  const icons = manifest.icons as { src: string; sizes: string; purpose?: string }[]
  expect(icons.map(({ sizes }) => sizes)).toEqual(['192x192', '512x512', '512x512'])
  expect(icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  for (const { src } of icons) {
    const icon = await request.get(src)
    expect([icon.status(), icon.headers()['content-type']]).toEqual([200, 'image/png'])
  }
  // What Chromium itself has against installing it: nothing but that tests run in private windows.
  const session = await page.context().newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
})

test('signing out leaves nothing of the person in the browser', async ({ page }) => {
  await page.goto('/score')
  await page.getByLabel('Amount').fill('12')
  await kept(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/login')
  const left = await page.evaluate(() => ({
    session: Object.keys(sessionStorage).filter((key) => key.startsWith('sf-')),
    unsent: Object.keys(localStorage).filter((key) => key.startsWith('sf-unsent')),
  }))
  expect(left).toEqual({ session: [], unsent: [] })
})
