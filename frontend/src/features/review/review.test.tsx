import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { happen } from '@/testing/events'
import { renderApp, stubPhone } from '@/testing/render'
import {
  claimed,
  resolution,
  review,
  reviewDetail,
  reviewNote,
  reviewPage,
} from '@/testing/reviews'
import { me, signedIn, transaction } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { HEADING_ID } from './Head'
import { acts } from './sending'

const SAM = { id: 2, name: 'Sam Ortiz' }
const ROWS = [
  review({ id: 1, amount: '100.00', customer: 'Ada', top_reason: 'First reason: 1' }),
  review({ id: 2, amount: '200.00', customer: 'Ben', top_reason: 'Second reason' }),
  review({ id: 3, amount: '300.00', customer: 'Cleo', top_reason: 'Third reason' }),
]
/** A review, and not the reasons, whose address looks alike. */
const ONE = /\/api\/reviews\/\d+$/
const SLOW = { timeout: 8_000 }
vi.setConfig({ testTimeout: 30_000 })

let sent: { method: string; path: string; body: unknown }[] = []
let open = ROWS

beforeEach(() => {
  sent = []
  open = ROWS
  const note = async (request: Request) => {
    const { pathname: path } = new URL(request.url)
    const text = await request.text()
    sent.push({ method: request.method, path, body: text ? JSON.parse(text) : null })
  }
  server.use(
    http.get('/api/reviews', () => HttpResponse.json(reviewPage(open))),
    http.get(ONE, ({ request }) => {
      const row = ROWS.find(({ id }) => request.url.endsWith(`/${id}`))
      return row ? HttpResponse.json(reviewDetail({ ...row, notes: [] })) : failure(404)
    }),
    http.get('/api/transactions/:id', () => HttpResponse.json(transaction())),
    http.post('/api/reviews/:id/resolution', async ({ request }) => {
      await note(request)
      return HttpResponse.json(resolution())
    }),
    http.delete('/api/reviews/:id/resolution', async ({ request }) => {
      await note(request)
      return new HttpResponse(null, { status: 204 })
    }),
    http.patch('/api/reviews/:id/resolution', async ({ request }) => {
      await note(request)
      return HttpResponse.json(resolution())
    }),
  )
})
afterEach(() => acts.clear())

// By id and not by role: working out the roles of a whole page takes jsdom a second.
const heading = (amount: string) =>
  waitFor(() => expect(document.getElementById(HEADING_ID)).toHaveTextContent(amount), SLOW)
const rows = () =>
  within(screen.getByRole('list', { name: 'Orders to review' }))
    .getAllByRole('link')
    .map((link) => link.textContent)

test('the first order is open beside the list, which says what stands at risk', async () => {
  const { address } = await renderApp('/review')
  await heading('$100.00')
  const reasons = ['First reason', 'Second reason', 'Third reason']
  await waitFor(() => expect(rows()).toEqual(reasons), SLOW)
  expect(address()).toBe('/review/1')
  expect(screen.getByText('Highest expected loss first')).toBeVisible()
  expect(screen.getAllByText('$796')[0]?.parentElement).toHaveTextContent('$796 of $100')
  expect(screen.getByText('7 of 30 done today')).toBeVisible()
  expect(await screen.findByText('Why 87', {}, SLOW)).toBeVisible()
})

test('a key decides at once, names the reason and takes it back', async () => {
  const { user, address } = await renderApp('/review?sort=score')
  await heading('$100.00')
  await user.keyboard('j')
  await heading('$200.00')
  await user.keyboard('a')
  await heading('$300.00')
  expect(rows()).toEqual(['First reason', 'Third reason'])
  const path = '/api/reviews/2/resolution'
  await waitFor(() =>
    expect(sent).toEqual([{ method: 'POST', path, body: { resolution: 'approve' } }]),
  )
  expect(await screen.findByText(/^Approved/)).toHaveTextContent('Approved Ben, $200.00')
  await user.keyboard('2')
  const reason = { reason: 'verified_by_phone' }
  await waitFor(() => expect(sent.at(-1)).toEqual({ method: 'PATCH', path, body: reason }))
  await user.keyboard('z')
  await heading('$200.00')
  expect(rows()).toEqual(['First reason', 'Second reason', 'Third reason'])
  await waitFor(() => expect(sent.at(-1)).toEqual({ method: 'DELETE', path, body: null }))
  expect(address()).toBe('/review/2?sort=score')
  expect(document.activeElement).toHaveTextContent('Second reason')
})

test('an order that was not saved returns to its place and can be tried again', async () => {
  const path = '/api/reviews/:id/resolution'
  server.use(http.post(path, () => failure(503), { once: true }))
  const { user } = await renderApp('/review/2')
  await heading('$200.00')
  await user.keyboard('a')
  await heading('$300.00')
  expect((await screen.findAllByText('Not saved.'))[0]).toBeVisible()
  expect(rows()).toEqual(['First reason', 'Second reason', 'Third reason'])
  await user.keyboard('k')
  expect(await screen.findByText('What you did with this order was not saved.')).toBeVisible()
  await user.click(screen.getAllByText('Try again')[0] as HTMLElement)
  await waitFor(() => expect(rows()).toEqual(['First reason', 'Third reason']))
})

test('who was first is said, and the row is gone', async () => {
  const first = { by: SAM, resolution: 'decline' as const, at: new Date().toISOString() }
  server.use(
    http.post('/api/reviews/:id/resolution', () =>
      failure(409, { code: 'already_resolved', ...first }),
    ),
  )
  const { user } = await renderApp('/review/1')
  await heading('$100.00')
  await user.keyboard('a')
  expect(await screen.findByText(/Decided by Sam Ortiz .* ago: declined\./)).toBeVisible()
  expect(rows()).toEqual(['Second reason', 'Third reason'])
})

test('what a colleague decides is said in its row and in place of the buttons', async () => {
  const { user } = await renderApp('/review/1')
  await heading('$100.00')
  const told = { review_id: 1, by: SAM, resolution: 'decline' }
  await waitFor(() => expect(happen('review.resolved', told)).toBeGreaterThan(0))
  // The row is drawn anew when it is read again: what was found may be gone when it is asked.
  await waitFor(() => expect(screen.getByText('Declined by Sam Ortiz')).toBeVisible(), SLOW)
  await waitFor(() => expect(screen.getByText(/^Decided by Sam Ortiz/)).toBeVisible(), SLOW)
  expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull()
  await user.keyboard('a')
  await user.click(screen.getByRole('button', { name: 'Next order' }))
  await heading('$200.00')
  expect(sent).toEqual([])
})

test('an order that somebody has is theirs to see, and nobody is locked out', async () => {
  const until = new Date(Date.now() + 60_000).toISOString()
  const taken = claimed({ claim: { by: SAM, until }, is_mine: false })
  server.use(http.post('/api/reviews/:id/claim', () => HttpResponse.json(taken)))
  await renderApp('/review/2')
  await heading('$200.00')
  expect(
    await screen.findByText('Sam Ortiz has this order open. You can decide it as well.', {}, SLOW),
  ).toBeVisible()
  expect(screen.getByRole('button', { name: /^Decline/ })).toBeEnabled()
})

test('many are marked, decided after one question, and what was refused comes back', async () => {
  let asked: unknown
  server.use(
    http.post('/api/reviews/resolutions', async ({ request }) => {
      asked = await request.json()
      const refused = [{ review_id: 2, code: 'forbidden', message: 'Only an admin can.' }]
      const { undo_until } = resolution()
      const resolved = [resolution({ review_id: 1, resolution: 'approve' })]
      return HttpResponse.json({ batch_id: 5, undo_until, resolved, refused, total: {} })
    }),
  )
  const { user } = await renderApp('/review')
  await heading('$100.00')
  await user.keyboard('x')
  await user.keyboard('{Shift>}j{/Shift}')
  expect(await screen.findByText('2 orders marked')).toBeVisible()
  await user.keyboard('a')
  expect(await screen.findByText('Approve 2 orders worth $300.00?', {}, SLOW)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Approve 2 orders' }))
  await waitFor(() => expect(asked).toEqual({ review_ids: [1, 2], resolution: 'approve' }))
  expect(await screen.findByText(/1 order not taken: Only an admin can\./)).toBeVisible()
  expect(rows()).toEqual(['Second reason', 'Third reason'])
})

test('a second opinion is blind and says why', async () => {
  const hidden = { score: null, level: null, decision: null, probability: null } as const
  const blind = { ...hidden, expected_loss: null, top_reason: null, viewers: [] }
  open = [review({ ...ROWS[0], ...blind, kind: 'second_opinion' })]
  server.use(
    http.get(ONE, () => HttpResponse.json(reviewDetail({ ...open[0], notes: [reviewNote()] }))),
  )
  await renderApp('/review')
  await heading('$100.00')
  expect(rows()).toEqual(['Second opinion, without the score'])
  expect(await screen.findByText('I have called them.', {}, SLOW)).toBeVisible()
  expect(screen.queryByText(/Why 87/)).toBeNull()
  expect(screen.queryByText('87')).toBeNull()
})

test('an empty queue says how long the last one took and what else there is', async () => {
  open = [ROWS[0] ?? review()]
  server.use(
    http.get('/api/reviews', () => {
      const page = reviewPage(open)
      return HttpResponse.json({ ...page, counts: { ...page.counts, close_calls: 12 } })
    }),
  )
  const { user, router } = await renderApp('/review')
  await heading('$100.00')
  await user.keyboard('d')
  expect(
    await screen.findByText(/^Queue clear\. The last one took \d+ s\.$/, {}, SLOW),
  ).toBeVisible()
  expect(screen.getByRole('link', { name: 'Label close calls (12)' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/review')
})

test('a person who may not decide sees no buttons', async () => {
  const reader = signedIn({ me: me({ scopes: ['read'] }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(reader)))
  const { user } = await renderApp('/review')
  await heading('$100.00')
  expect(screen.getByText(/Only a reviewer or an owner can decide/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Approve/ })).toBeNull()
  await user.keyboard('a')
  expect(sent).toEqual([])
})

test('on a phone list and order are two screens', async () => {
  stubPhone()
  const { user, address } = await renderApp('/review')
  await user.click(await screen.findByText('Second reason', {}, SLOW))
  await heading('$200.00')
  expect(document.querySelector('h1')).toHaveTextContent('$200.00')
  expect(screen.queryByRole('list', { name: 'Orders to review' })).toBeNull()
  await user.click(screen.getByRole('button', { name: /^Approve/ }))
  await heading('$300.00')
  await user.click(screen.getByRole('link', { name: 'Back to the list' }))
  await waitFor(() => expect(address()).toBe('/review'))
  expect(rows()).toEqual(['First reason', 'Third reason'])
})
