import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { FeedbackFile } from '@/lib/api.gen'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const labelFile = (over: Partial<FeedbackFile> = {}): FeedbackFile => ({
  id: 5,
  filename: 'chargebacks.csv',
  created_at: '2026-11-21T09:30:00Z',
  rows: 40,
  matched: 36,
  labelled: 34,
  unchanged: 2,
  unmatched: 2,
  ambiguous: 1,
  bad: 1,
  columns: { external_id: 'order_id' },
  ignored_columns: ['bank'],
  lines: [
    { line: 7, field: null, outcome: 'unmatched', message: 'No payment has this number.' },
    { line: 9, field: null, outcome: 'ambiguous', message: '2 payments fit.' },
    { line: 12, field: 'amount', outcome: 'bad', message: 'amount: must be a number' },
  ],
  seconds: 1.4,
  ...over,
})

beforeEach(() => {
  server.use(
    http.get('/api/feedback/uploads', () =>
      HttpResponse.json({ items: [labelFile({ lines: [] })], next_cursor: null }),
    ),
    http.get('/api/feedback/uploads/:id', () => HttpResponse.json(labelFile())),
  )
})

const file = () => new File(['order_id\n12\n'], 'chargebacks.csv', { type: 'text/csv' })
const chooser = () => screen.findByLabelText(/Choose a file/)

test('a file of chargebacks is sent with who says so, and its page opens', async () => {
  let body = ''
  server.use(
    http.post('/api/feedback/uploads', async ({ request }) => {
      body = await request.text()
      return HttpResponse.json(labelFile(), { status: 201 })
    }),
  )
  const { user, address } = await renderApp('/uploads')
  await user.click(await screen.findByRole('link', { name: 'Chargebacks and labels' }))
  await user.selectOptions(await screen.findByLabelText(/^Who says so/), 'Refund')
  await user.upload(await chooser(), file())
  expect(
    await screen.findByRole('heading', { level: 1, name: '34 new labels from 40 lines' }),
  ).toBeVisible()
  expect(address()).toBe('/uploads/labels/5')
  expect(body).toMatch(/name="source"\s+refund/)
})

test('says what found no order, what found several and what could not be read', async () => {
  await renderApp('/uploads/labels/5')
  expect(
    await screen.findByText('2 lines said what was known. 4 lines came to nothing.'),
  ).toBeVisible()
  const lines = within(screen.getByRole('region', { name: '4 lines that came to nothing' }))
  expect(
    lines.getByRole('row', { name: '7 No order fits No payment has this number.' }),
  ).toBeVisible()
  expect(lines.getByRole('row', { name: '9 Several orders fit 2 payments fit.' })).toBeVisible()
  expect(
    lines.getByRole('row', { name: '12 Could not be read Amount: must be a number.' }),
  ).toBeVisible()
  expect(screen.getByText('order_id')).toBeVisible()
})

test('a refusal says that nothing was stored', async () => {
  server.use(
    http.post('/api/feedback/uploads', () =>
      failure(422, { message: 'header: no column names the payment', field: 'header' }),
    ),
  )
  const { user } = await renderApp('/uploads/labels')
  await user.upload(await chooser(), file())
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'chargebacks.csv was not read. No column names the payment. Nothing of it was stored. Reference req-1.',
  )
})

test('no file yet, an unknown one, and a role that may only look are told apart', async () => {
  const viewer = signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(viewer)),
    http.get('/api/feedback/uploads', () => HttpResponse.json({ items: [], next_cursor: null })),
  )
  const { router } = await renderApp('/uploads/labels')
  expect(await screen.findByText('No file yet')).toBeVisible()
  expect(screen.getByText(/can see these files but not send them/)).toBeVisible()
  expect(screen.queryByLabelText(/Choose a file/)).toBeNull()
  server.use(http.get('/api/feedback/uploads/:id', () => failure(404)))
  await router.navigate({ to: '/uploads/labels/$id', params: { id: '9' } })
  expect(
    await screen.findByRole('heading', { level: 1, name: 'There is no such file' }),
  ).toBeVisible()
})
