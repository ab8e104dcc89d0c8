import { fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import type { ShieldNow } from '@/lib/api.gen'
import { fullDashboard } from '@/testing/overview'
import { renderApp } from '@/testing/render'
import { dashboard, me, needsYou, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { burst } from '@/testing/shield'

const answer = (body: ReturnType<typeof dashboard>) =>
  server.use(http.get('/api/dashboard', () => HttpResponse.json(body)))

test('the answer comes first, and everything the API knows is there', async () => {
  answer(fullDashboard())
  await renderApp('/')
  expect(
    await screen.findByRole('heading', {
      level: 1,
      name: 'You stopped $18,420 of fraud in 28 days',
    }),
  ).toBeVisible()
  expect(screen.getAllByRole('tab', { selected: true })[0]).toHaveTextContent('Fraud stopped')
  const needsYou = screen.getByRole('region', { name: 'Needs you now' })
  expect(within(needsYou).getByRole('link', { name: /Amount is 6.2 times/ })).toHaveAttribute(
    'href',
    '/review/31',
  )
  expect(within(needsYou).getByRole('link', { name: 'Review 23' })).toHaveAttribute(
    'href',
    '/review',
  )
  expect(await screen.findByRole('img', { name: /97.9% were approved, 1.4% sent/ })).toBeVisible()
  expect(within(needsYou).getByTitle('$796 of $1,284 to lose')).toHaveTextContent('$796')
  const quality = within(screen.getByRole('region', { name: 'How right the answers were' }))
  expect(quality.getByText(/of its blocks are right/)).toHaveTextContent(
    '71% of its blocks are right (55% to 82%)',
  )
  expect(
    quality.getByRole('link', { name: 'Inputs drifting: 2 inputs have moved, out of range' }),
  ).toHaveAttribute('href', '/models')
  expect(screen.getByText('€1,204.00')).toBeVisible()
})

test('period, figure and grouping live in the address', async () => {
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/dashboard', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('period'))
      return HttpResponse.json(fullDashboard())
    }),
  )
  const { user, address } = await renderApp('/?period=7d')
  expect(await screen.findByRole('radio', { name: '7 days' })).toBeChecked()
  expect(asked).toContain('7d')
  await user.click(screen.getByRole('radio', { name: '90 days' }))
  await user.click(screen.getByRole('tab', { name: /Transactions scored/ }))
  await user.click(await screen.findByRole('tab', { name: 'Hour' }))
  expect(address()).toBe('/?period=90d&figure=transactions&by=hour')
  expect(asked).toContain('90d')
})

test('a bar leads to the orders of its day, a category to its own', async () => {
  answer(fullDashboard())
  const { address } = await renderApp('/')
  const day = await screen.findByRole('slider', { name: /^Day/ })
  fireEvent.keyDown(day, { key: 'Enter' })
  await screen.findByRole('heading', { level: 1, name: /Transactions|orders|payments/i })
  expect(address()).toBe('/transactions?from=2026-11-20&until=2026-11-20')
})

test('a category narrows the page, and a share of few orders carries its range', async () => {
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/dashboard', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('category'))
      return HttpResponse.json(fullDashboard())
    }),
  )
  const { user, address } = await renderApp('/?period=7d')
  const link = await screen.findByRole('link', { name: 'Gift cards' })
  expect(screen.getByText(/12 of 400 orders, 1.7% to 5.2%/)).toBeInTheDocument()
  await user.click(link)
  expect(address()).toBe('/?period=7d&category=gift_cards')
  expect(await screen.findByRole('link', { name: 'See these orders' })).toHaveAttribute(
    'href',
    '/transactions?from=2026-10-24&until=2026-11-21&category=gift_cards',
  )
  expect(asked).toContain('gift_cards')
  await user.click(screen.getByRole('button', { name: 'Remove Gift cards' }))
  expect(address()).toBe('/?period=7d')
  expect(screen.queryByRole('link', { name: 'See these orders' })).toBeNull()
})

test('before the first payment it says how to send one', async () => {
  answer(dashboard({ first_transaction_on: null }))
  const viewer = signedIn({ me: me({ role: 'viewer' }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(viewer)))
  await renderApp('/')
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Score your first payment' }),
  ).toBeVisible()
  const main = within(screen.getByRole('main'))
  expect(main.getByText(/^Listening for your first payment/)).toBeVisible()
  expect(main.getByRole('link', { name: 'Score a payment' })).toHaveAttribute('href', '/score')
  expect(main.getByRole('link', { name: 'Upload past orders' })).toHaveAttribute('href', '/uploads')
})

test('nothing waiting is said as done', async () => {
  answer(dashboard({ needs_you_now: [], open_reviews: 0 }))
  await renderApp('/')
  expect(await screen.findByText('Nothing waits for you')).toBeVisible()
})

test('card testing under way comes first, with what became of it', async () => {
  const shield: ShieldNow = { mode: 'live', effect: 'block', under_way: 5, bursts: [burst()] }
  answer(dashboard({ shield }))
  await renderApp('/')
  const needs = within(await screen.findByRole('region', { name: 'Needs you now' }))
  const link = await needs.findByRole('link', {
    name: 'Card testing from one address 203.0.113.7',
  })
  expect(link).toHaveAttribute('href', '/rules/shield')
  expect(needs.getByText(/1,664 stopped, 7 let through/)).toHaveTextContent(/^Since 21 Nov/)
  expect(needs.getByRole('link', { name: 'And 4 bursts more' })).toBeVisible()
  expect(needs.getByRole('link', { name: 'Review 23' })).toBeVisible()
})

test('with a burst and no review nothing is said to be done', async () => {
  const bursts = [burst({ value: 'hmac:3f', kind: 'customer', stopped: 0, let_through: 40 })]
  answer(
    dashboard({
      needs_you_now: [],
      open_reviews: 0,
      shield: { mode: 'shadow', effect: 'block', under_way: 1, bursts },
    }),
  )
  await renderApp('/')
  const link = await screen.findByRole('link', { name: /^Card testing with new cards on one/ })
  expect(link).toHaveTextContent('hidden, as you keep it')
  expect(screen.getByText(/none stopped, as it is in shadow, 40 let through/)).toBeVisible()
  expect(screen.queryByText('Nothing waits for you')).toBeNull()
})

test('an item without a stored reason still has words', async () => {
  answer(dashboard({ needs_you_now: [needsYou({ top_reason: null, customer: null })] }))
  await renderApp('/')
  expect(await screen.findByRole('link', { name: 'Unusual for this shop' })).toBeVisible()
  expect(screen.getByText(/Customer not given/)).toBeVisible()
})

test('a failure says what failed, with its reference, and can be tried again', async () => {
  server.use(http.get('/api/dashboard', () => failure(422, { message: 'It broke.' })))
  const { user } = await renderApp('/')
  expect(await screen.findByText('The overview could not be loaded')).toBeVisible()
  expect(screen.getByText('req-1')).toBeVisible()
  answer(fullDashboard())
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { level: 1, name: /You stopped/ })).toBeVisible()
})

test('whoever may set the merchant up is led there before the first payment', async () => {
  answer(dashboard({ first_transaction_on: null }))
  const { address } = await renderApp('/')
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Score your first transaction' }),
  ).toBeVisible()
  expect(address()).toBe('/welcome')
})
