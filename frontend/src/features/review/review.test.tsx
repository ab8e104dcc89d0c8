import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderApp, stubPhone } from '@/testing/render'
import { dashboard, feedback, me, signedIn, transaction, transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { outbox } from './decisions'
import { HEADING_ID } from './Head'

const ROWS = [
  transactionRow({ id: 1, amount: '100.00', customer: 'Ada', top_reason: 'First reason: 1' }),
  transactionRow({ id: 2, amount: '200.00', customer: 'Ben', top_reason: 'Second reason' }),
  transactionRow({ id: 3, amount: '300.00', customer: 'Cleo', top_reason: 'Third reason' }),
]
const SLOW = { timeout: 8_000 }
vi.setConfig({ testTimeout: 30_000 })

let sent: unknown[] = []
let open = ROWS

beforeEach(() => {
  sent = []
  open = ROWS
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const isQueue = new URL(request.url).searchParams.get('labelled') === 'no'
      return HttpResponse.json({ items: isQueue ? open : [], next_cursor: null })
    }),
    http.get('/api/transactions/:id', ({ params }) => {
      const row = ROWS.find(({ id }) => id === Number(params.id))
      return row ? HttpResponse.json(transaction(row)) : failure(404, { code: 'not_found' })
    }),
    http.post('/api/feedback', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(feedback(), { status: 201 })
    }),
  )
})
afterEach(() => {
  outbox.clear()
  vi.useRealTimers()
})

// By id and not by role: working out the roles of a whole page takes jsdom a second.
const heading = (amount: string) =>
  waitFor(() => expect(document.getElementById(HEADING_ID)).toHaveTextContent(amount), SLOW)
const rows = () =>
  within(screen.getByRole('list', { name: 'Orders to review' }))
    .getAllByRole('link')
    .map((link) => link.textContent)

test('says what waits and opens the first order beside the list', async () => {
  const { address } = await renderApp('/review')
  await heading('$100.00')
  expect(screen.getByText('3 orders to review, $600 at risk')).toBeVisible()
  expect(rows()).toEqual(['First reason', 'Second reason', 'Third reason'])
  expect(address()).toBe('/review/1')
  expect(await screen.findByText('Why 87', {}, SLOW)).toBeVisible()
})

test('keys move, decide and take back; the row leaves at once and nothing is sent yet', async () => {
  const { user, address } = await renderApp('/review?sort=amount')
  await heading('$100.00')
  await user.keyboard('j')
  await heading('$200.00')
  await user.keyboard('a')
  await heading('$300.00')
  expect(rows()).toEqual(['First reason', 'Third reason'])
  expect(screen.getByText('1 of 3 done in this session')).toBeVisible()
  await user.keyboard('d')
  await heading('$100.00')
  expect(screen.getByText(/^Declined/)).toHaveTextContent('Declined $300.00, Cleo.')
  await user.keyboard('zz')
  await heading('$200.00')
  expect(rows()).toEqual(['First reason', 'Second reason', 'Third reason'])
  expect(address()).toBe('/review/2?sort=amount')
  expect(document.activeElement).toHaveTextContent('Second reason')
  expect(sent).toEqual([])
})

test('the decision goes out after ten seconds, with its note', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { user } = await renderApp('/review/2')
  await heading('$200.00')
  await user.keyboard('n')
  await user.keyboard('adz, asked the bank')
  await user.click(screen.getByRole('button', { name: /Decline/ }))
  await heading('$300.00')
  await vi.advanceTimersByTimeAsync(10_500)
  const note = 'adz, asked the bank'
  expect(sent).toEqual([{ transaction_id: 2, label: 'fraud', source: 'reviewer', notes: note }])
})

test('leaving the page sends what waits at once', async () => {
  const { user, router } = await renderApp('/review')
  await heading('$100.00')
  await user.keyboard('a')
  await heading('$200.00')
  await router.navigate({ to: '/score' })
  await waitFor(() =>
    expect(sent).toEqual([{ transaction_id: 1, label: 'legitimate', source: 'reviewer' }]),
  )
})

test('an order whose decision was not saved returns to its place and can be tried again', async () => {
  server.use(http.post('/api/feedback', () => failure(503), { once: true }))
  const { user } = await renderApp('/review/2')
  await heading('$200.00')
  await user.keyboard('a')
  await heading('$300.00')
  await outbox.flush()
  expect(await screen.findByText('Not saved.')).toBeVisible()
  expect(rows()).toEqual(['First reason', 'Second reason', 'Third reason'])
  await user.keyboard('k')
  expect(await screen.findByText('Your decision on this order was not saved.')).toBeVisible()
  await user.click(screen.getAllByText('Try again')[0] as HTMLElement)
  await waitFor(() => expect(rows()).toEqual(['First reason', 'Third reason']))
  expect(sent).toHaveLength(1)
})

test('who decided first is said in place of the buttons', async () => {
  const said = feedback({ created_by: 'Kim Park', created_at: new Date().toISOString() })
  const label = { label: 'fraud', source: 'reviewer' } as const
  server.use(
    http.get('/api/transactions/:id', () =>
      HttpResponse.json(transaction({ ...ROWS[0], label, feedback: [said] })),
    ),
  )
  const { user } = await renderApp('/review/1')
  expect(await screen.findByText(/Declined by Kim Park/, {}, SLOW)).toBeVisible()
  expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
  await user.keyboard('a')
  expect(outbox.entries()).toEqual([])
})

test('an empty queue says whether all is done or nothing was ever scored', async () => {
  open = []
  const { router } = await renderApp('/review')
  expect(await screen.findByText('Queue clear.', {}, SLOW)).toBeVisible()
  expect(router.state.location.pathname).toBe('/review')
})

test('before the first payment it says how to get one', async () => {
  open = []
  server.use(
    http.get('/api/dashboard', () => HttpResponse.json(dashboard({ first_transaction_on: null }))),
  )
  await renderApp('/review')
  expect(await screen.findByText('Nothing to review yet', {}, SLOW)).toBeVisible()
})

test('a person who may not decide sees no buttons', async () => {
  const reader = signedIn({ me: me({ scopes: ['read'] }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(reader)))
  await renderApp('/review')
  await heading('$100.00')
  expect(screen.getByText(/Only a reviewer or an owner can decide/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull()
})

test('a failed list does not take the page', async () => {
  server.use(http.get('/api/transactions', () => failure(422), { once: true }))
  const { user } = await renderApp('/review')
  await user.click(await screen.findByText('Try again', {}, SLOW))
  await heading('$100.00')
})

test('on a phone list and order are two screens', async () => {
  stubPhone()
  const { user, address } = await renderApp('/review')
  await user.click(await screen.findByText('Second reason', {}, SLOW))
  await heading('$200.00')
  expect(document.querySelector('h1')).toHaveTextContent('$200.00')
  expect(screen.queryByRole('list', { name: 'Orders to review' })).toBeNull()
  await user.click(screen.getByRole('button', { name: /Approve/ }))
  await heading('$300.00')
  await user.click(screen.getByRole('link', { name: 'Back to the list' }))
  await screen.findByText('2 orders to review, $400 at risk')
  expect(address()).toBe('/review')
  expect(rows()).toEqual(['First reason', 'Third reason'])
})

test('single keys can be switched off', async () => {
  const { user } = await renderApp('/review')
  await heading('$100.00')
  await user.keyboard('?')
  await user.click(await screen.findByLabelText('Single keys are on', {}, SLOW))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await user.keyboard('a')
  expect(outbox.entries()).toEqual([])
})

test('what was picked to learn from is a list of its own, marked and labelled with a key', async () => {
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const { searchParams } = new URL(request.url)
      asked.push(searchParams.get('selected'))
      const picked = transactionRow({ ...ROWS[0], decision: 'approve', selected: 'sample' })
      const items = searchParams.get('selected') ? [picked] : open
      return HttpResponse.json({ items, next_cursor: null })
    }),
    http.get('/api/transactions/:id', () =>
      HttpResponse.json(transaction({ ...ROWS[0], decision: 'approve', selected: 'sample' })),
    ),
  )
  const { user, address } = await renderApp('/review')
  await heading('$100.00')
  await user.click(screen.getByRole('radio', { name: 'Spot checks' }))
  await waitFor(() => expect(address()).toBe('/review/1?view=sample'))
  expect(await screen.findByText(/^1 order picked at random/)).toBeVisible()
  expect(asked).toContain('sample')
  expect(await screen.findByRole('button', { name: /It was fraud/ })).toBeVisible()
  await user.keyboard('d')
  expect(await screen.findByText(/^Marked as fraud:/)).toHaveTextContent('$100.00')
  expect(await screen.findByText('No spot check left.')).toBeVisible()
})
