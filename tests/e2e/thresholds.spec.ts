import type { Route } from '@playwright/test'
import { fitting, ordersOf, outcomeOf } from '@/features/thresholds/lines'
import type { Preview, PreviewRequest } from '@/lib/api.gen'
import { expect, person, test } from './fixtures'

const LINES = [
  [0, 0],
  [20, 60],
  [45.5, 92],
  [57, 57],
  [88, 100],
  [100, 100],
] as const

test('what the page adds up for two lines is what the service says of them', async ({
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  const signIn = await request.post('/api/auth/login', { data: person('merchant') })
  const { access_token } = await signIn.json()
  const ask = async (data: PreviewRequest): Promise<Preview> => {
    const headers = { Authorization: `Bearer ${access_token}` }
    const answer = await request.post('/api/policies/preview', { data, headers })
    expect(answer.status(), await answer.text()).toBe(200)
    return answer.json()
  }
  const base = await ask({})
  const orders = ordersOf(base.buckets)
  const days = (Date.parse(base.ends_at ?? '') - Date.parse(base.starts_at ?? '')) / 86_400_000
  expect(base.labelled).toBeGreaterThan(50)
  for (const [review, block] of LINES) {
    const lines = fitting(review, block)
    const { new: said } = await ask({ lines })
    const counted = outcomeOf(orders, lines, days)
    const figures = ({ approved, reviewed, blocked, ...rates }: typeof said) => ({
      decided: [approved, reviewed, blocked],
      caught: [rates.fraud_caught.count, rates.fraud_caught.of],
      right: [rates.blocks_right.count, rates.blocks_right.of],
      declined: [rates.good_declined.count, rates.good_declined.of],
    })
    expect(figures(counted), `from ${review} and ${block}`).toEqual(figures(said))
    expect(counted.reviews_a_day).toBeCloseTo(said.reviews_a_day, 3)
    // Each bucket is told to the cent, so that many of them may be off by a few.
    expect(Math.abs(Number(counted.cost) - Number(said.cost))).toBeLessThan(2)
    expect(Math.abs(Number(counted.net_saving) - Number(said.net_saving))).toBeLessThan(2)
  }
  await request.post('/api/auth/logout')
  await request.dispose()
})

test('a handle follows the hand while the service is silent, and the address keeps the lines', async ({
  page,
}) => {
  await page.goto('/rules/thresholds')
  const review = page.getByRole('slider', { name: 'Review line' })
  await expect(review).toBeVisible()
  // The service is silent as long as the hand moves.
  const held: Route[] = []
  await page.route('**/api/policies/preview', async (route) => void held.push(route))
  const before = Number(await review.getAttribute('aria-valuenow'))
  const handle = await review.boundingBox()
  const scale = await page.getByRole('group', { name: 'The two lines' }).boundingBox()
  if (!handle || !scale) throw new Error('The slider has no place on the page.')
  const y = handle.y + handle.height / 2
  await page.mouse.move(handle.x + handle.width / 2, y)
  await page.mouse.down()
  for (const share of [0.5, 0.4, 0.3]) await page.mouse.move(scale.x + scale.width * share, y)
  await expect(review).not.toHaveAttribute('aria-valuenow', String(before))
  await expect(page.getByRole('row', { name: /^Reviews a day/ })).toContainText('+')
  await page.mouse.up()
  const chosen = Number(await review.getAttribute('aria-valuenow'))
  expect(Math.abs(chosen - 30)).toBeLessThanOrEqual(2)
  await expect(page).toHaveURL(new RegExp(`review=${chosen}&block=\\d+`))
  await expect.poll(() => held.length).toBeGreaterThan(0)
  await page.unroute('**/api/policies/preview')
  // One that was given up meanwhile cannot go on.
  await Promise.all(held.map((route) => route.continue().catch(() => undefined)))
  await expect(page.getByText(/would be decided otherwise:/)).toBeVisible()

  await review.press('PageUp')
  await review.press('ArrowLeft')
  await expect(review).toHaveAttribute('aria-valuenow', String(chosen + 9))
  await expect(page).toHaveURL(new RegExp(`review=${chosen + 9}&`))
  await page.reload()
  await expect(page.getByLabel('Review from')).toHaveValue(String(chosen + 9))
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page.getByLabel('Review from')).toHaveValue(String(before))
  await expect(page).toHaveURL(/thresholds$/)
})
