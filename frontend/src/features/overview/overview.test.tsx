import { act, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { happen } from '@/testing/events'
import { renderApp } from '@/testing/render'
import { dashboard, me, needsYou, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const group = <T extends object>(over: T) => ({
  transactions: 400,
  flagged: 30,
  labelled: 25,
  fraud: 12,
  flagged_amount: '4100.00',
  fraud_amount: '3120.00',
  ...over,
})

const full = () =>
  dashboard({
    agreement: {
      labels: 214,
      labels_needed: 50,
      right: 199,
      wrong: 15,
      agreement: 0.93,
      frauds: 100,
      flagged_labelled: 214,
      flagged_right: 0.93,
      blocks_labelled: 40,
      fraud_caught: 0.88,
      blocks_right: 0.71,
      reviews_labelled: 0.92,
    },
    histogram: [
      { floor: 0, approve: 40_000, review: 0, block: 0 },
      { floor: 90, approve: 0, review: 20, block: 30 },
    ],
    categories: [group({ category: 'gift_cards' })],
    types: [group({ type: 'card_not_present' })],
    customer_ages: [
      group({ age: 'under_1d' as const }),
      group({ age: 'over_365d' as const, fraud: 1 }),
    ],
    hours: [
      { day_of_week: 0, hour: 3, transactions: 200, flagged: 20, fraud: 8 },
      { day_of_week: 6, hour: 12, transactions: 300, flagged: 3, fraud: 0 },
    ],
    inputs: { state: 'drifting', drifted: 2, made_at: '2026-11-20T03:00:00Z' },
    other_currencies: [{ currency: 'EUR', transactions: 12, amount: '1204.00' }],
  })

const answer = (body: ReturnType<typeof dashboard>) =>
  server.use(http.get('/api/dashboard', () => HttpResponse.json(body)))

test('the answer comes first, and everything the API knows is there', async () => {
  answer(full())
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
      return HttpResponse.json(full())
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
  answer(full())
  const { address } = await renderApp('/')
  const day = await screen.findByRole('slider', { name: /^Day/ })
  fireEvent.keyDown(day, { key: 'Enter' })
  await screen.findByRole('heading', { level: 1, name: /Transactions|orders|payments/i })
  expect(address()).toBe('/transactions?from=2026-11-20&until=2026-11-20')
})

test('a category leads to its own orders, and a share of few orders carries its range', async () => {
  answer(full())
  await renderApp('/')
  expect(await screen.findByRole('link', { name: 'Gift cards' })).toHaveAttribute(
    'href',
    '/transactions?from=2026-10-24&until=2026-11-21&category=gift_cards',
  )
  expect(screen.getByText(/12 of 400 orders, 1.7% to 5.2%/)).toBeInTheDocument()
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
  answer(full())
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

test('types, hours and ages of customers lead to their orders, too', async () => {
  answer(full())
  const { user, address } = await renderApp('/?by=age')
  const first = await screen.findByRole('link', { name: 'Under a day' })
  expect(first).toHaveAttribute(
    'href',
    '/transactions?from=2026-10-24&until=2026-11-21&age=under_1d',
  )
  await user.click(screen.getByRole('tab', { name: 'Type' }))
  expect(screen.getByRole('link', { name: 'Card not present' })).toBeVisible()
  await user.click(await screen.findByRole('tab', { name: 'Hour' }))
  const grid = screen.getByRole('slider', { name: /^Hour/ })
  expect(
    screen.getByRole('img', { name: /Highest on Monday, 03:00 to 04:00: 4% of 200 orders/ }),
  ).toBeVisible()
  grid.focus()
  await user.keyboard('{ArrowDown}')
  expect(grid).toHaveAttribute('aria-valuetext', expect.stringMatching(/^Tuesday, 00:00 to 01:00/))
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { level: 1, name: 'Transactions' })
  expect(address()).toBe('/transactions?from=2026-10-24&until=2026-11-21&weekday=1&hour=0')
  expect(screen.getByRole('button', { name: 'Remove Tuesday, 00:00 to 00:59' })).toBeVisible()
})

test('P goes through the periods', async () => {
  answer(full())
  const { user, address } = await renderApp('/')
  await screen.findByRole('heading', { level: 1, name: /You stopped/ })
  await user.keyboard('p')
  expect(address()).toBe('/?period=90d')
  await user.keyboard('p')
  expect(address()).toBe('/?period=24h')
})

test('what happened is pinned to its day, and whoever reviews can pin more', async () => {
  const pinned = [
    { id: null, at: '2026-11-20T10:00:00Z', kind: 'model', text: 'Model v14 live', by: null },
    { id: 9, at: '2026-11-20T12:00:00Z', kind: 'manual', text: 'Sale began', by: 'Dana Lee' },
  ] as const
  answer({ ...full(), notes: [...pinned] })
  let sent: unknown
  const gone: string[] = []
  server.use(
    http.post('/api/chart-notes', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(pinned[1], { status: 201 })
    }),
    http.delete('/api/chart-notes/:id', ({ params }) => {
      gone.push(String(params.id))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/')
  expect((await screen.findAllByText('Model v14 live · Sale began')).length).toBeGreaterThan(0)
  await user.click(screen.getByRole('button', { name: 'Add a note' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Notes on the chart' }))
  await user.click(dialog.getByRole('button', { name: 'Pin it' }))
  expect(dialog.getByLabelText('What happened')).toHaveAccessibleDescription(
    /Say in a few words what happened/,
  )
  await user.click(dialog.getByRole('button', { name: 'Delete the note “Sale began”' }))
  expect(await screen.findByText('The note was deleted.')).toBeVisible()
  expect(gone).toEqual(['9'])
  fireEvent.change(dialog.getByLabelText('Day'), { target: { value: '2026-11-19' } })
  await user.type(dialog.getByLabelText('What happened'), 'New shop window')
  await user.click(dialog.getByRole('button', { name: 'Pin it' }))
  expect(await screen.findByText('The note is on the chart.')).toBeVisible()
  expect(sent).toEqual({ at: '2026-11-19T12:00:00.000Z', text: 'New shop window' })
})

test('figures are read anew when a review is decided', async () => {
  let asked = 0
  server.use(
    http.get('/api/dashboard', () => {
      asked += 1
      return HttpResponse.json(full())
    }),
  )
  vi.useFakeTimers({ shouldAdvanceTime: true })
  await renderApp('/')
  await screen.findByRole('heading', { level: 1, name: /You stopped/ })
  const before = asked
  await act(() => happen('review.resolved', { review_id: 31 }))
  await act(() => happen('review.resolved', { review_id: 32 }))
  await vi.advanceTimersByTimeAsync(6_000)
  expect(asked).toBe(before + 1)
  vi.useRealTimers()
})
