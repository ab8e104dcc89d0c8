import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { renderApp, stubPhone } from '@/testing/render'
import { transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'

type Page = { items: ReturnType<typeof transactionRow>[]; next_cursor: string | null }

/** Answers every question for a list by its parameters, and keeps them. */
function listAnswers(answer: (query: URLSearchParams) => Page) {
  const asked: string[] = []
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query.toString())
      return HttpResponse.json(answer(query))
    }),
  )
  return asked
}

const one: Page = { items: [transactionRow()], next_cursor: null }

test('says first how many orders wait and what they are worth, in one currency', async () => {
  listAnswers(() => ({
    items: [
      transactionRow({ id: 1, amount: '100.50' }),
      transactionRow({ id: 2, amount: '900.00', currency: 'EUR' }),
      transactionRow({ id: 3, label: { label: 'fraud', source: 'chargeback' } }),
      transactionRow({ id: 4, decision: 'approve' }),
    ],
    next_cursor: null,
  }))
  await renderApp('/transactions')
  expect(await screen.findByText('4 orders, 2 to review, worth $100.50.')).toBeVisible()
  const table = await screen.findByRole('table')
  expect(within(table).getByText('Fraud, chargeback')).toBeVisible()
  expect(within(table).getByText('Reviewed')).toBeVisible()
  expect(within(table).getByText('€900.00')).toBeVisible()
})

test('the address is the question: days are those of the merchant', async () => {
  const asked = listAnswers(() => one)
  await renderApp(
    '/transactions?decision=review&from=2026-07-01&until=2026-07-01&min=50&category=5&level=none',
  )
  await screen.findByRole('table')
  const query = new URLSearchParams(asked[0])
  expect(Object.fromEntries(query)).toEqual({
    decision: 'review',
    amount_min: '50',
    category: '5',
    limit: '100',
    // London is an hour ahead of UTC in July.
    occurred_from: '2026-06-30T23:00:00.000Z',
    occurred_until: '2026-07-01T23:00:00.000Z',
  })
  for (const chip of ['Sent to review', '1 Jul 2026', '$50.00 or more', 'Category 5']) {
    expect(screen.getByRole('button', { name: `Remove ${chip}` })).toBeVisible()
  }
})

test('filters write the address', async () => {
  listAnswers(() => one)
  const { user, address } = await renderApp('/transactions?min=50')
  await user.selectOptions(await screen.findByLabelText('Level'), 'High risk')
  await waitFor(() => expect(address()).toBe('/transactions?min=%2250%22&level=high'))
  await user.click(screen.getByRole('button', { name: 'Remove $50.00 or more' }))
  await waitFor(() => expect(address()).toBe('/transactions?level=high'))
  await user.click(screen.getByRole('link', { name: 'Clear filters' }))
  await waitFor(() => expect(address()).toBe('/transactions'))
})

test('the form takes amounts as people write them and says what is wrong', async () => {
  listAnswers(() => one)
  const { user, address } = await renderApp('/transactions')
  await user.click(await screen.findByRole('button', { name: 'More filters' }))
  await user.type(screen.getByLabelText('Smallest amount, USD'), '1,000')
  await user.type(screen.getByLabelText('Largest amount, USD'), 'a lot')
  await user.click(screen.getByRole('button', { name: 'Apply' }))
  expect(screen.getByLabelText('Largest amount, USD')).toHaveFocus()
  expect(screen.getByLabelText('Largest amount, USD')).toHaveAccessibleDescription(
    'Write an amount such as 1000 or 49.90.',
  )
  await user.clear(screen.getByLabelText('Largest amount, USD'))
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toBe('/transactions?min=%221000%22'))
})

test('slash goes to the search, which searches while one types', async () => {
  listAnswers(() => one)
  const { user, address } = await renderApp('/transactions')
  await screen.findByRole('table')
  await user.keyboard('/')
  expect(screen.getByRole('searchbox')).toHaveFocus()
  await user.keyboard('okafor')
  await waitFor(() => expect(address()).toBe('/transactions?text=okafor'))
})

test('J and K walk along the rows, Enter opens one', async () => {
  listAnswers(() => ({
    items: [1, 2, 3].map((id) => transactionRow({ id, external_id: `order-${id}` })),
    next_cursor: null,
  }))
  const { user, address } = await renderApp('/transactions')
  await screen.findByRole('table')
  await user.keyboard('jjjjk')
  expect(screen.getByRole('link', { name: 'order-2' })).toHaveFocus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toBe('/transactions/2'))
  expect(await screen.findByRole('heading', { level: 1, name: '$1,284.00' })).toHaveFocus()
  await user.keyboard('{Escape}')
  await screen.findByRole('table')
  await user.keyboard('j')
  expect(screen.getByRole('link', { name: 'order-3' })).toHaveFocus()
})

/** A list of `all` orders, a hundred at a time. */
const long = (all: number) => (query: URLSearchParams) => {
  const from = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit'))
  const items = Array.from({ length: Math.min(limit, all - from) }, (_, index) =>
    transactionRow({ id: from + index + 1, external_id: `order-${from + index + 1}` }),
  )
  return { items, next_cursor: from + limit < all ? String(from + limit) : null }
}

test('of a long list what is in sight is drawn, and more is asked for near its end', async () => {
  const asked = listAnswers(long(260))
  await renderApp('/transactions')
  const table = await screen.findByRole('table')
  expect(table).toHaveAttribute('aria-rowcount', '-1')
  expect(within(table).getAllByRole('row').length).toBeLessThan(60)
  const main = screen.getByRole('region', { name: 'Transactions' })
  for (const [top, questions] of [
    [5000, 2],
    [11_000, 3],
  ] as const) {
    main.scrollTop = top
    fireEvent.scroll(main)
    await waitFor(() => expect(asked).toHaveLength(questions))
  }
  await waitFor(() => expect(table).toHaveAttribute('aria-rowcount', '261'))
  expect(screen.getByText(/^The first 100 orders, 100 to review/)).toBeVisible()
})

test('what could not be added to the list can be asked for again', async () => {
  let isDown = true
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const query = new URL(request.url).searchParams
      if (query.has('cursor') && isDown) return failure(422, { message: 'It broke.' })
      return HttpResponse.json(long(110)(query))
    }),
  )
  const { user } = await renderApp('/transactions')
  const list = await screen.findByRole('region', { name: 'Transactions' })
  await screen.findByRole('table')
  list.scrollTop = 5000
  fireEvent.scroll(list)
  expect(await screen.findByRole('alert')).toHaveTextContent('The next orders could not be loaded')
  isDown = false
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '111'))
})

test('columns are chosen and stay chosen', async () => {
  listAnswers(() => one)
  const { user } = await renderApp('/transactions')
  await screen.findByRole('table')
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  await user.click(screen.getByRole('checkbox', { name: 'Country' }))
  await user.click(screen.getByRole('checkbox', { name: 'Top reason' }))
  expect(screen.getByRole('columnheader', { name: 'Country' })).toBeVisible()
  expect(screen.queryByRole('columnheader', { name: 'Top reason' })).toBeNull()
  await user.keyboard('{Escape}')
  expect(screen.getByRole('button', { name: 'Columns' })).toHaveFocus()
  cleanup()
  await renderApp('/transactions')
  expect(await screen.findByRole('columnheader', { name: 'Country' })).toBeVisible()
})

test('new orders are said, and listed when wanted', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  let all = 1
  listAnswers(() => ({
    items: Array.from({ length: all }, (_, index) =>
      transactionRow({ id: all - index, external_id: `order-${all - index}` }),
    ),
    next_cursor: null,
  }))
  const { user } = await renderApp('/transactions')
  await screen.findByRole('table')
  all = 3
  await vi.advanceTimersByTimeAsync(31_000)
  expect(screen.queryByRole('link', { name: 'order-3' })).toBeNull()
  vi.useRealTimers()
  await user.click(await screen.findByRole('button', { name: '2 new' }))
  expect(await screen.findByRole('link', { name: 'order-3' })).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button', { name: '2 new' })).toBeNull())
})

test('no orders yet and no match are told apart', async () => {
  listAnswers(() => ({ items: [], next_cursor: null }))
  const { user } = await renderApp('/transactions?decision=block')
  expect(await screen.findByText('Take a filter off, or look at all orders again.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Remove Blocked' }))
  expect(await screen.findByText('No orders yet')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Upload past orders' })).toBeVisible()
})

test('an error says what failed', async () => {
  server.use(http.get('/api/transactions', () => failure(422, { message: 'It broke.' })))
  const { user } = await renderApp('/transactions')
  expect(await screen.findByRole('alert')).toHaveTextContent('The orders could not be loaded')
  expect(screen.getByRole('alert')).toHaveTextContent('req-1')
  listAnswers(() => one)
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('table')).toBeVisible()
})

test('on a phone rows are cards and filters wait behind their button', async () => {
  stubPhone()
  listAnswers(() => one)
  const { user, address } = await renderApp('/transactions')
  const card = within(await screen.findByRole('list', { name: 'Transactions' }))
  expect(card.getByRole('link', { name: 'Maya Okafor' })).toBeVisible()
  expect(card.getByText('$1,284.00')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Filters' }))
  await user.selectOptions(screen.getByLabelText('Sort'), 'Highest score first')
  await waitFor(() => expect(address()).toBe('/transactions?sort=-score'))
})
