import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

/**
 * From a key to the next order on screen, with 10,000 orders in the list: a figure and no test,
 * which `make pace` prints. The answers are made up here, at once: what is measured is the browser's own part, and the
 * service's is that of the list and of the order fetched ahead.
 */
const ORDERS = 10_000
/** More than the service gives at once: what counts is how many are in the list. */
const PAGE = 1000
const KEYS = 40
const AIM_MS = 100

interface Row {
  id: number
  transaction_id: number
}

async function answerFrom(page: Page): Promise<void> {
  const [first] = (await listed(page)).items
  if (!first) throw new Error('no order to copy')
  const order = await (await asMember(page, `/api/transactions/${first.transaction_id}`)).json()
  const rowOf = (id: number) => ({
    ...first,
    id,
    transaction_id: id,
    amount: `${(id * 7.31).toFixed(2)}`,
    state: 'open',
    claim: null,
  })
  await page.route('**/api/reviews?*', (route) => {
    const { searchParams } = new URL(route.request().url())
    const from = Number(searchParams.get('cursor') ?? 0)
    const ids = Array.from({ length: PAGE }, (_, place) => from + place + 1)
    const next_cursor = from + PAGE < ORDERS ? String(from + PAGE) : null
    const counts = {
      open: ORDERS,
      due_soon: 0,
      mine: 0,
      spot_checks: 0,
      close_calls: 0,
      snoozed: 0,
    }
    return route.fulfill({
      json: {
        items: ids.map(rowOf),
        next_cursor,
        counts,
        snoozed_next: null,
        done_today: 0,
        daily_goal: 30,
      },
    })
  })
  await page.route(/\/api\/reviews\/\d+$/, (route) => {
    const id = Number(route.request().url().split('/').at(-1))
    return route.fulfill({ json: { ...rowOf(id), notes: [], acts: [] } })
  })
  await page.route(/\/api\/reviews\/\d+\/(claim|resolution)$/, (route) => {
    const now = Date.now()
    const [at, undo_until] = [now, now + 10_000].map((time) => new Date(time).toISOString())
    const claim = { by: { id: 1, name: 'Dana Lee' }, until: undo_until }
    return route.fulfill({
      json: { at, undo_until, id: now, resolution: 'approve', claim, viewers: [], is_mine: true },
    })
  })
  await page.route(/\/api\/transactions\/\d+$/, (route) => {
    const id = Number(route.request().url().split('/').at(-1))
    return route.fulfill({ json: { ...order, id, amount: `${(id * 7.31).toFixed(2)}` } })
  })
}

const asMember = async (page: Page, path: string) => {
  const { access_token } = await (await page.request.post('/api/auth/refresh')).json()
  return page.request.get(path, { headers: { Authorization: `Bearer ${access_token}` } })
}

const listed = async (page: Page): Promise<{ items: Row[] }> =>
  (await asMember(page, '/api/reviews?limit=1')).json()

/** Milliseconds from a key until the frame in which the next order's head is painted. */
async function measure(page: Page, key: string): Promise<number> {
  // Installed before the key is pressed: the two ways into the page do not wait for each other.
  const done = await page.evaluateHandle(() => {
    const head = () => document.getElementById('review-heading')?.textContent
    const before = head()
    const painted = new Promise<number>((resolve) => {
      const listen = () => {
        const pressed = performance.now()
        const look = () =>
          head() === before
            ? requestAnimationFrame(look)
            : requestAnimationFrame(() => resolve(performance.now() - pressed))
        look()
      }
      document.addEventListener('keydown', listen, { capture: true, once: true })
    })
    return { painted }
  })
  await page.keyboard.press(key)
  return done.evaluate(({ painted }) => painted)
}

/** What the page's scripts hold, in MB; 0 in a browser that does not say. */
const heap = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } }
    return memory ? memory.usedJSHeapSize / 1e6 : 0
  })

test('from a key to the next of 10,000 orders', async ({ page }) => {
  test.setTimeout(300_000)
  await answerFrom(page)
  await page.goto('/review')
  await expect(page.getByRole('article')).toBeVisible()
  // Everything is loaded by scrolling to the end, as nobody ever would.
  const list = page.getByRole('list', { name: 'Orders to review' })
  const last = list.locator(`[aria-posinset="${ORDERS}"]`)
  while ((await last.count()) === 0) {
    await list.evaluate((element) => element.parentElement?.scrollTo(0, element.scrollHeight))
    await page.waitForTimeout(50)
  }
  await list.evaluate((element) => element.parentElement?.scrollTo(0, 0))
  for (const [name, key] of [
    ['move', 'j'],
    ['decide', 'a'],
  ] as const) {
    const times: number[] = []
    for (let pressed = 0; pressed < KEYS; pressed += 1) {
      times.push(await measure(page, key))
      await page.waitForTimeout(150)
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
    process.stdout.write(
      `key to next (${name}, ${ORDERS} orders): p50 ${at(0.5).toFixed(0)} ms, ` +
        `p95 ${at(0.95).toFixed(0)} ms of ${AIM_MS} ms aimed at, heap ${(await heap(page)).toFixed(0)} MB\n`,
    )
  }
})

const PAYMENTS = 100_000
const BATCH = 20_000
const FRAMES = 120
/** As far as a wheel that is turned quickly goes from one frame to the next. */
const STEP_PX = 400

test('scrolling 100,000 payments', async ({ page }) => {
  test.setTimeout(300_000)
  const { items } = await (await asMember(page, '/api/transactions?limit=1')).json()
  await page.route(/\/api\/transactions\?/, (route) => {
    const { searchParams } = new URL(route.request().url())
    const from = Number(searchParams.get('cursor') ?? 0)
    const rows = Array.from({ length: BATCH }, (_, place) => {
      const id = PAYMENTS - from - place
      return { ...items[0], id, amount: `${(id * 7.31).toFixed(2)}` }
    })
    const next_cursor = from + BATCH < PAYMENTS ? String(from + BATCH) : null
    return route.fulfill({ json: { items: rows, next_cursor } })
  })
  await page.goto('/transactions')
  const table = page.getByRole('region', { name: 'Transactions' })
  await expect(table.getByRole('row').nth(5)).toBeVisible()
  // Everything is loaded by scrolling to the end.
  const rows = table.getByRole('table')
  while ((await rows.getAttribute('aria-rowcount')) === '-1') {
    await table.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await page.waitForTimeout(30)
  }
  const times = await table.evaluate(
    (element, { FRAMES, STEP_PX }) =>
      new Promise<number[]>((resolve) => {
        element.scrollTo(0, 0)
        const took: number[] = []
        let before = performance.now()
        const frame = (now: number) => {
          took.push(now - before)
          before = now
          element.scrollBy(0, STEP_PX)
          if (took.length <= FRAMES) requestAnimationFrame(frame)
          else resolve(took.slice(1))
        }
        requestAnimationFrame(frame)
      }),
    { FRAMES, STEP_PX },
  )
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0
  process.stdout.write(
    `scrolling ${PAYMENTS} payments: a frame in p50 ${at(0.5).toFixed(1)} ms, ` +
      `p95 ${at(0.95).toFixed(1)} ms, longest ${at(1).toFixed(0)} ms, ` +
      `heap ${(await heap(page)).toFixed(0)} MB of 150 MB\n`,
  )
})
