import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { customerDetail, customerRow } from '@/testing/facts'
import { renderApp, stubPhone } from '@/testing/render'
import { me, signedIn, transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const PAGE = '/customers/Maya%20Okafor'

test('the riskiest come first, with where their scores come from', async () => {
  await renderApp('/customers')
  expect(await screen.findByText('1 of the 1 riskiest is at high risk or above.')).toBeVisible()
  const row = within(await screen.findByRole('row', { name: /Maya Okafor/ }))
  expect(row.getByRole('img', { name: 'Scores, oldest first: 12, 20, 18, 40, 87' })).toBeVisible()
  expect(row.getByText('$3,120')).toBeVisible()
  expect(screen.getByRole('columnheader', { name: 'Spent, not blocked' })).toBeVisible()
  expect(row.getByRole('link', { name: 'Maya Okafor' })).toHaveAttribute(
    'href',
    '/customers/Maya%20Okafor',
  )
})

test('sort and search stand in the address', async () => {
  const asked: string[] = []
  server.use(
    http.get('/api/customers', ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(`${query.get('sort')} ${query.get('text')}`)
      return HttpResponse.json({ items: [customerRow()], next_cursor: null })
    }),
  )
  const { user, address } = await renderApp('/customers')
  await user.click(await screen.findByRole('radio', { name: 'Spent most' }))
  await waitFor(() => expect(address()).toBe('/customers?sort=spent'))
  await user.keyboard('/')
  await user.type(screen.getByRole('searchbox'), 'may')
  await waitFor(() => expect(address()).toBe('/customers?sort=spent&text=may'))
  await waitFor(() => expect(asked).toContain('spent may'))
})

test('none yet, no match and a failure are three things', async () => {
  server.use(
    http.get('/api/customers', ({ request }) =>
      request.url.includes('text=')
        ? HttpResponse.json({ items: [], next_cursor: null })
        : failure(400, { message: 'It broke.' }),
    ),
  )
  const { user } = await renderApp('/customers?text=nobody')
  expect(await screen.findByText('No customer begins like this')).toBeVisible()
  await user.click(screen.getByRole('link', { name: 'Show all' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The customers could not be loaded')
  server.use(http.get('/api/customers', () => HttpResponse.json({ items: [], next_cursor: null })))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('No customers yet')).toBeVisible()
})

test('on a phone customers are cards', async () => {
  stubPhone()
  await renderApp('/customers')
  const list = within(await screen.findByRole('list', { name: 'Customers' }))
  expect(await list.findByText(/14 orders · 2 reviews open/)).toBeVisible()
})

test('a customer: what is known in a sentence, scores, orders, disputes and who is linked', async () => {
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const isLabelled = request.url.includes('labelled=yes')
      const fraud = { label: 'fraud', source: 'chargeback' } as const
      const items = isLabelled
        ? [transactionRow({ id: 1250, top_reason: 'New device', label: fraud })]
        : [transactionRow()]
      return HttpResponse.json({ items, next_cursor: null })
    }),
  )
  const { address } = await renderApp(PAGE)
  expect(await screen.findByRole('heading', { level: 1, name: 'Maya Okafor' })).toBeVisible()
  expect(
    await screen.findByText(
      '14 orders since 2 Nov 2024, $3,120 without the blocked ones. 1 fraud known.',
    ),
  ).toBeVisible()
  expect(screen.getByRole('link', { name: 'Review 2 orders' })).toHaveAttribute(
    'href',
    '/review?customer=Maya+Okafor',
  )
  const disputes = within(screen.getByRole('region', { name: 'Disputes and known fraud' }))
  expect(await disputes.findByText(/Fraud, chargeback/)).toBeVisible()
  const linked = within(screen.getByRole('region', { name: 'Linked customers' }))
  expect(linked.getByRole('link', { name: 'Anton Reyes' })).toBeVisible()
  expect(linked.getByText('the same device')).toBeVisible()
  const orders = within(screen.getByRole('region', { name: 'Orders' }))
  expect(orders.getByRole('link', { name: 'All orders' })).toHaveAttribute(
    'href',
    '/transactions?customer=Maya+Okafor',
  )
  const scores = within(screen.getByRole('region', { name: 'Score over time' }))
  expect(
    scores.getByRole('img', {
      name: /The last order scored 87; the highest was 91 on 11 Nov 2026/,
    }),
  ).toBeVisible()
  const line = scores.getByRole('slider')
  expect(line).toHaveAttribute('aria-valuetext', expect.stringContaining('Score 87'))
  fireEvent.keyDown(line, { key: 'Enter' })
  await waitFor(() => expect(address()).toBe('/transactions/1284'))
})

test('a note is added and deleted, and one that was refused stays typed', async () => {
  let notes = customerDetail().notes
  let isDown = true
  server.use(
    http.get('/api/customers/:id', () => HttpResponse.json(customerDetail({ notes }))),
    http.post('/api/customers/:id/notes', async ({ request }) => {
      if (isDown) return failure(400, { message: 'It broke.' })
      const { text } = (await request.json()) as { text: string }
      const note = { id: 6, at: '2026-11-21T09:40:00Z', by: 'Dana Lee', text }
      notes = [note, ...notes]
      return HttpResponse.json(note, { status: 201 })
    }),
    http.delete('/api/customers/:id/notes/:note', ({ params }) => {
      notes = notes.filter((note) => String(note.id) !== params.note)
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp(PAGE)
  const card = within(await screen.findByRole('region', { name: 'Notes' }))
  await user.type(card.getByLabelText('Note on this customer'), 'Paid twice.')
  await user.click(card.getByRole('button', { name: 'Add note' }))
  expect(await card.findByRole('alert')).toHaveTextContent('The note was not added. It broke.')
  expect(card.getByLabelText('Note on this customer')).toHaveValue('Paid twice.')
  isDown = false
  await user.click(card.getByRole('button', { name: 'Add note' }))
  expect(await card.findByText('Paid twice.', { selector: 'p' })).toBeVisible()
  expect(card.getByLabelText('Note on this customer')).toHaveValue('')
  await user.click(card.getAllByRole('button', { name: 'Delete this note' })[0] as HTMLElement)
  await waitFor(() => expect(card.queryByText('Paid twice.')).toBeNull())
})

test('whoever may only look cannot write notes', async () => {
  const viewer = signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(viewer)))
  await renderApp(PAGE)
  expect(await screen.findByText('Called: knows the order.')).toBeVisible()
  expect(screen.queryByLabelText('Note on this customer')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Delete this note' })).toBeNull()
})

test('a customer nobody knows is said, and Escape goes back to the list', async () => {
  server.use(http.get('/api/customers/:id', () => failure(404, { code: 'not_found' })))
  const { user, address } = await renderApp('/customers/nobody')
  expect(await screen.findByText('There is no such customer')).toBeVisible()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(address()).toBe('/customers'))
})
