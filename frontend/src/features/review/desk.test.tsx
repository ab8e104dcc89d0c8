import { act, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderApp, stubPhone } from '@/testing/render'
import {
  claimed,
  resolution,
  review,
  reviewDetail,
  reviewPage,
  reviewView,
} from '@/testing/reviews'
import { transaction } from '@/testing/samples'
import { server } from '@/testing/server'
import { HEADING_ID } from './Head'
import { acts } from './sending'

const SAM = { id: 2, name: 'Sam Ortiz' }
const SLOW = { timeout: 8_000 }
const HELD = { by: SAM, until: new Date(Date.now() + 600_000).toISOString() }
const ROWS = [
  review({ id: 1, amount: '100.00', customer: 'Ada', top_reason: 'First reason' }),
  review({ id: 2, amount: '200.00', customer: 'Ben', top_reason: 'Second reason' }),
]
vi.setConfig({ testTimeout: 30_000 })

let rows = ROWS
beforeEach(() => {
  rows = ROWS
  server.use(
    http.get('/api/reviews', () => HttpResponse.json(reviewPage(rows))),
    http.get(/\/api\/reviews\/\d+$/, ({ request }) => {
      const id = Number(request.url.split('/').at(-1))
      const row = rows.find((one) => one.id === id) ?? review({ id, amount: `${id}00.00` })
      return HttpResponse.json(reviewDetail({ ...row, notes: [] }))
    }),
    http.get('/api/transactions/:id', () => HttpResponse.json(transaction())),
    http.post('/api/reviews/:id/resolution', () => HttpResponse.json(resolution())),
  )
})
afterEach(() => acts.clear())

const heading = (amount: string) =>
  waitFor(() => expect(document.getElementById(HEADING_ID)).toHaveTextContent(amount), SLOW)

test('where the list knows of none that is free, the service says which is next', async () => {
  rows = ROWS.map((row) => (row.id === 2 ? { ...row, claim: HELD } : row))
  let asked: unknown
  server.use(
    http.post('/api/reviews/next', async ({ request }) => {
      asked = await request.json()
      return HttpResponse.json({ review: review({ id: 9, amount: '900.00' }) })
    }),
  )
  const { user, address } = await renderApp('/review/1')
  await heading('$100.00')
  await user.keyboard('a')
  await heading('$900.00')
  expect(asked).toEqual({ view: 'open', after: 1 })
  expect(address()).toBe('/review/9')
})

test('of two who are served the same, one is given another by the service', async () => {
  server.use(
    http.post('/api/reviews/2/claim', () =>
      HttpResponse.json(claimed({ claim: HELD, is_mine: false })),
    ),
    http.post('/api/reviews/next', () =>
      HttpResponse.json({ review: review({ id: 9, amount: '900.00' }) }),
    ),
  )
  const { user } = await renderApp('/review/1')
  await heading('$100.00')
  await user.keyboard('a')
  await heading('$900.00')
})

test('what can be taken back no more can be opened again from the bar that is held', async () => {
  const at = new Date(Date.now() - 20_000).toISOString()
  server.use(
    // The service counts from its own clock: over in a moment.
    http.post('/api/reviews/:id/resolution', () =>
      HttpResponse.json(
        resolution({ at, undo_until: new Date(Date.parse(at) + 1_500).toISOString() }),
      ),
    ),
  )
  const { user } = await renderApp('/review/1')
  await heading('$100.00')
  await user.keyboard('d')
  const undo = await screen.findByRole('button', { name: /^Undo/ }, SLOW)
  act(() => undo.focus())
  const reopen = await screen.findByRole('button', { name: 'Reopen' }, SLOW)
  expect(reopen).toHaveFocus()
  await user.click(reopen)
  expect(await screen.findByRole('dialog', { name: 'Reopen this order?' })).toBeVisible()
})

test('a saved view is given another name, for the team', async () => {
  let changed: unknown
  server.use(
    http.get('/api/review-views', () =>
      HttpResponse.json({ items: [reviewView({ id: 4, is_mine: true, is_shared: false })] }),
    ),
    http.patch('/api/review-views/4', async ({ request }) => {
      changed = await request.json()
      return HttpResponse.json(reviewView({ id: 4, name: 'Large ones' }))
    }),
  )
  const { user } = await renderApp('/review?min=1000')
  await user.click(await screen.findByRole('button', { name: 'Filter and sort' }, SLOW))
  const drawer = within(await screen.findByRole('dialog', { name: 'Filter and sort' }, SLOW))
  expect(await drawer.findByText('This view is kept as “Over $1,000”.')).toBeVisible()
  const name = drawer.getByLabelText('Name')
  await user.clear(name)
  await user.type(name, 'Large ones')
  await user.click(drawer.getByRole('switch', { name: 'Share with the team' }))
  await user.click(drawer.getByRole('button', { name: 'Save the changes' }))
  await waitFor(() => expect(changed).toEqual({ name: 'Large ones', is_shared: true }))
})

test('a finger marks orders on a phone and decides them together', async () => {
  stubPhone()
  let asked: unknown
  server.use(
    http.post('/api/reviews/resolutions', async ({ request }) => {
      asked = await request.json()
      const resolved = [resolution({ review_id: 1 }), resolution({ review_id: 2 })]
      const { undo_until } = resolution()
      return HttpResponse.json({ batch_id: 5, undo_until, resolved, refused: [], total: {} })
    }),
  )
  const { user } = await renderApp('/review')
  await screen.findByText('Second reason', {}, SLOW)
  await user.click(screen.getByRole('button', { name: 'Mark orders', hidden: true }))
  expect(await screen.findByText('Tick the orders to decide together.', {}, SLOW)).toBeVisible()
  await user.click(screen.getByRole('checkbox', { name: 'Mark $100.00' }))
  await user.click(screen.getByRole('checkbox', { name: 'Mark $200.00' }))
  expect(screen.getByText('2 orders marked')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Decline/ }))
  await user.click(await screen.findByRole('button', { name: 'Decline 2 orders' }, SLOW))
  await waitFor(() => expect(asked).toEqual({ review_ids: [1, 2], resolution: 'decline' }))
})

test('who has gone to the very order that the service says is next keeps it', async () => {
  const third = review({ id: 3, amount: '300.00' })
  rows = [...ROWS, third].map((row) => (row.id > 1 ? { ...row, claim: HELD } : row))
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  const released: string[] = []
  let asked = 0
  server.use(
    http.post('/api/reviews/next', async () => {
      asked += 1
      await held
      return HttpResponse.json({ review: third })
    }),
    http.delete('/api/reviews/:id/claim', ({ params }) => {
      released.push(String(params.id))
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/review/1')
  await heading('$100.00')
  await user.keyboard('a')
  await waitFor(() => expect(asked).toBe(1))
  await heading('$200.00')
  await user.keyboard('j')
  await heading('$300.00')
  released.length = 0
  answer()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(released).toEqual([])
})

test('the address of a row keeps the filter, however many zeros it has', async () => {
  await renderApp('/review?min=100000&sort=due')
  const row = await screen.findByRole('link', { name: /Second reason/ }, SLOW)
  expect(row).toHaveAttribute('href', '/review/2?min=100000&sort=due')
})
