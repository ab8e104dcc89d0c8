import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { linked, similar, timeline } from '@/testing/facts'
import { renderApp, renderPart } from '@/testing/render'
import { reviewDetail, reviewNote } from '@/testing/reviews'
import { transaction } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { OrderFacts } from './OrderFacts'
import { OrderMain } from './OrderMain'

const region = async (name: string | RegExp) => within(await screen.findByRole('region', { name }))

test('orders like this one come with their outcome and how it is known', async () => {
  await renderApp('/transactions/1284')
  const card = await region('Orders like this one')
  expect(card.getByText('1 of the 2 closest past orders was fraud')).toBeVisible()
  const [fraud, good] = card.getAllByRole('listitem')
  expect(fraud).toHaveTextContent('Fraud')
  expect(fraud).toHaveTextContent('by a chargeback')
  expect(good).toHaveTextContent('no dispute in 30 days')
  expect(card.getByRole('link', { name: 'Lena Fischer' })).toHaveAttribute(
    'href',
    '/transactions/900',
  )
})

test('what has happened names models, policies, people and reasons, and can be taken along', async () => {
  const at = '2026-11-21T09:31:00Z'
  const acts = [
    { kind: 'claimed', by: 'Dana Lee', details: {} },
    { kind: 'asked', by: 'Dana Lee', details: { asked: { id: 2, name: 'Sam Roe' } } },
    {
      kind: 'resolved',
      by: 'Sam Roe',
      details: { resolution: 'decline', source: 'reviewer', reason: 'card_testing' },
    },
    { kind: 'resolved', by: null, details: { resolution: 'approve', source: 'default' } },
    {
      kind: 'feedback',
      by: 'bank',
      details: { label: 'fraud', source: 'chargeback', file: 'october.csv' },
    },
    { kind: 'something_new', by: null, details: {} },
  ].map((act) => ({ at, ...act }))
  server.use(
    http.get('/api/transactions/:id/timeline', () =>
      HttpResponse.json(timeline({ items: [...timeline().items, ...acts] })),
    ),
    http.get('/api/transactions/:id/timeline.csv', () => new HttpResponse('at,kind\n')),
  )
  const saved = vi.fn(() => 'blob:1')
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: saved, revokeObjectURL: () => {} }))
  const { user } = await renderApp('/transactions/1284')
  const card = await region('What has happened')
  expect((await card.findAllByRole('listitem')).map((item) => item.textContent)).toEqual([
    expect.stringContaining('Order placed'),
    expect.stringMatching(
      /Scored 87, sent to review.*Policy 1 · Model forest-1 · review from 45, block from 92/,
    ),
    expect.stringMatching(/Taken up for review.*by Dana Lee/),
    expect.stringContaining('Asked Sam Roe'),
    expect.stringMatching(/Declined.*by Sam Roe · Card testing/),
    expect.stringMatching(/Approved.*by default, as nobody had decided/),
    expect.stringMatching(/Chargeback: Fraud.*by bank · from the file october.csv/),
    expect.stringContaining('Something new'),
  ])
  await user.click(card.getByRole('button', { name: 'Export' }))
  await vi.waitFor(() => expect(saved).toHaveBeenCalled())
})

test('the customer, the pace and who else used a detail stand beside it', async () => {
  await renderApp('/transactions/1284')
  const customer = await region('Customer')
  expect(customer.getByRole('link', { name: 'Maya Okafor' })).toHaveAttribute(
    'href',
    '/customers/Maya%20Okafor',
  )
  expect(customer.getByText('14').parentElement).toHaveTextContent('14')
  expect(customer.getByText('$207')).toBeVisible()
  expect(customer.getByText('Customer since 2 Nov 2024')).toBeVisible()

  const pace = await region('Pace of attempts')
  expect(pace.getByRole('img', { name: '2 attempts of this customer in 24 hours' })).toBeVisible()
  expect(pace.getByRole('row', { name: '24 h 6 0.4' })).toBeVisible()
  fireEvent.keyDown(pace.getByRole('slider'), { key: 'ArrowRight' })
  expect(pace.getByRole('slider')).toHaveAttribute(
    'aria-valuetext',
    expect.stringContaining('This order'),
  )

  const details = await region('Linked details')
  const [device, email] = details.getAllByRole('listitem')
  expect(device).toHaveTextContent('Also used by 1 other customer · 2 known frauds')
  expect(email).toHaveTextContent('Used by this customer alone')
})

test('sections without data are left out', async () => {
  server.use(
    http.get('/api/transactions/:id/similar', () =>
      HttpResponse.json(similar({ items: [], fraud: 0, good: 0, candidates: 0 })),
    ),
    http.get('/api/transactions/:id/linked', () =>
      HttpResponse.json(linked({ customer: null, pace: null, details: [] })),
    ),
  )
  await renderApp('/transactions/1284')
  await screen.findByRole('region', { name: 'Sent with this order' })
  await screen.findByRole('region', { name: 'What has happened' })
  for (const name of ['Orders like this one', 'Customer', 'Pace of attempts', 'Linked details']) {
    expect(screen.queryByRole('region', { name })).toBeNull()
  }
})

test('one panel that fails does not take the page, and can be tried again', async () => {
  server.use(http.get('/api/transactions/:id/similar', () => failure(400), { once: true }))
  const { user } = await renderApp('/transactions/1284')
  expect(await screen.findByText('Orders like this one could not be looked up')).toBeVisible()
  expect(screen.getByRole('region', { name: 'Why 87' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('link', { name: 'Lena Fischer' })).toBeVisible()
})

test('a second opinion sees nothing that would sway it', async () => {
  await renderPart(
    <>
      <OrderMain id={1284} why="words" onWhy={() => {}} blind />
      <OrderFacts id={1284} />
    </>,
  )
  expect(await screen.findByText(/^A second opinion/)).toBeVisible()
  await screen.findByRole('region', { name: 'Orders like this one' })
  await screen.findByRole('region', { name: 'Linked details' })
  expect(screen.queryByText(/87/)).toBeNull()
  for (const name of [/^Why/, 'What has happened', 'Was it fraud?']) {
    expect(screen.queryByRole('region', { name })).toBeNull()
  }
})

test('feedback is asked for once nobody has to decide any more', async () => {
  const waits = { id: 31, state: 'open', resolution: null } as const
  server.use(
    http.get('/api/transactions/:id', () => HttpResponse.json(transaction({ review: waits }))),
    http.get('/api/reviews/:id', () => HttpResponse.json({ notes: [] })),
  )
  await renderApp('/transactions/1284')
  await screen.findByRole('region', { name: 'What has happened' })
  expect(screen.queryByRole('region', { name: 'Was it fraud?' })).toBeNull()
  expect(screen.getByRole('link', { name: 'Open in review' })).toHaveAttribute('href', '/review/31')
})

test('a note is written where the order was under review', async () => {
  const done = { id: 31, state: 'resolved', resolution: 'approve' } as const
  let sent: unknown
  const notes = [reviewNote()]
  server.use(
    http.get('/api/transactions/:id', () => HttpResponse.json(transaction({ review: done }))),
    http.get('/api/reviews/:id', () => HttpResponse.json(reviewDetail({ id: 31, notes }))),
    http.post('/api/reviews/31/notes', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(reviewNote(), { status: 201 })
    }),
  )
  const { user } = await renderApp('/transactions/1284')
  const part = within(await screen.findByRole('region', { name: 'Notes' }))
  expect(await part.findByText('I have called them.')).toBeVisible()
  await user.type(await part.findByRole('combobox', { name: 'Note' }), 'Paid back.{Enter}')
  await waitFor(() => expect(sent).toEqual({ text: 'Paid back.', mentions: [] }))
})

test('where it never was, it is said where notes are written', async () => {
  server.use(
    http.get('/api/transactions/:id', () => HttpResponse.json(transaction({ review: null }))),
  )
  await renderApp('/transactions/1284')
  const part = within(await screen.findByRole('region', { name: 'Notes' }))
  expect(part.getByRole('link', { name: 'their page' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/customers\//),
  )
})
