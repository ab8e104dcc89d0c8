import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { EntityList, Preview, PreviewRequest } from '@/lib/api.gen'
import { entityList, listEntry } from '@/testing/lists'
import { backOnline, goOffline } from '@/testing/offline'
import { preview, previewRow } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { failure, server } from '@/testing/server'

let all: EntityList[] = []
let asked: PreviewRequest[] = []
let found: Preview

const rows = (over: Partial<Preview['rows']> = {}): Preview['rows'] => ({
  changed: 12,
  newly_approved: 0,
  newly_reviewed: 0,
  newly_blocked: 12,
  fraud: 9,
  good: 1,
  unknown: 2,
  amount: '1240.00',
  sample: [previewRow({ now: 'approve', new: 'block', label: 'fraud' })],
  ...over,
})
const note = (code: Preview['notes'][number]['code']) => ({ code, text: 'x', count: null })

beforeEach(() => {
  all = [entityList({ id: 4, name: 'Bad people', kind: 'customer' })]
  asked = []
  found = preview({ rows: rows(), notes: [note('entries_of_today'), note('blocked_unknown')] })
  server.use(
    http.get('/api/lists', () => HttpResponse.json({ items: all })),
    http.get('/api/lists/entries', () => HttpResponse.json({ items: [] })),
    http.get('/api/lists/:id', () => HttpResponse.json(all[0])),
    http.get('/api/lists/:id/entries', () =>
      HttpResponse.json({ items: [listEntry()], next_cursor: null }),
    ),
    http.post('/api/policies/preview', async ({ request }) => {
      asked.push((await request.json()) as PreviewRequest)
      return HttpResponse.json(found)
    }),
  )
})

async function open() {
  const app = await renderApp('/customers/c-17')
  await app.user.click(await screen.findByRole('button', { name: 'Block or allow' }))
  const form = within(await screen.findByRole('dialog', { name: 'Block or allow this customer' }))
  return { ...app, form }
}

test('blocking a customer says what it would have done, with the orders to open', async () => {
  const { user, form } = await open()
  expect(await form.findByText(/would have blocked 12 orders worth \$1,240/)).toHaveTextContent(
    'In the last 4 weeks this would have blocked 12 orders worth $1,240: 9 known as fraud, 1 known as good, 2 of unknown outcome. The outcome of 60 of the 1,000 orders in that time is known.',
  )
  expect(asked).toEqual([{ entries: { list_id: 4, add: [expect.any(String)] }, days: 28 }])
  await user.click(form.getByRole('button', { name: 'Show these orders' }))
  expect(await form.findByRole('link', { name: 'order-48213' })).toBeVisible()
  expect(
    form.getByText('1 of 12: those whose outcome is known first, then the newest.'),
  ).toBeVisible()
  expect(form.getByText(/^All orders are asked as if the list had been the same/)).toBeVisible()
  expect(form.queryByText(/that were blocked would not be/)).toBeNull()
  await user.click(form.getByRole('button', { name: 'Hide these orders' }))
  expect(form.queryByRole('link', { name: 'order-48213' })).toBeNull()
})

test('a list that is yet to be made is tried as well, and allowing says what it lets through', async () => {
  found = preview({
    rows: rows({ newly_blocked: 0, newly_approved: 1, changed: 1, fraud: 0, unknown: 0 }),
  })
  const { user, form } = await open()
  await user.click(await form.findByRole('radio', { name: 'Allow' }))
  expect(
    await form.findByText(/would have let through one order worth \$1,240: 1 known as good\./),
  ).toBeVisible()
  const { entries } = asked.at(-1) as PreviewRequest
  expect(entries).toMatchObject({ kind: 'customer', effect: 'allow' })
  expect(entries).not.toHaveProperty('list_id')
})

test.each([
  [{ rows: rows({ changed: 0 }), notes: [note('list_unread')] }, /^No live rule reads this list/],
  [
    { rows: rows({ changed: 0 }) },
    'In the last 4 weeks this would have changed none of 1,000 orders.',
  ],
  [{ rows: rows({ changed: 0 }), payments: 0 }, /^There are no orders in the last 4 weeks/],
  [
    { rows: rows({ newly_blocked: 10, newly_reviewed: 2 }) },
    /otherwise \(2 sent to review, 10 blocked\)/,
  ],
])('what there is to say: %#', async (over, text) => {
  found = preview(over)
  const { form } = await open()
  expect(await form.findByText(text)).toBeVisible()
})

test('adding never waits for it: neither while it is worked out nor where it cannot be', async () => {
  let tries = 0
  server.use(
    http.post('/api/policies/preview', () => {
      tries += 1
      return failure(422, { code: 'invalid_input', message: 'entries: no' })
    }),
    http.post('/api/lists/:id/entries', () =>
      HttpResponse.json({ added: 1, changed: 0 }, { status: 201 }),
    ),
  )
  const { user, form } = await open()
  const block = await form.findByRole('button', { name: 'Block this customer' })
  expect(await form.findByText(/could not be worked out/)).toBeVisible()
  expect(form.getByRole('button', { name: 'Try again' })).toBeVisible()
  await user.click(block)
  expect(await screen.findByText(/is on Bad people and blocked/)).toBeVisible()
  expect(tries).toBe(1)
})

test('offline it is not asked for, and it comes with the connection', async () => {
  const { form } = await open()
  await form.findByText(/would have blocked 12/)
  goOffline()
  expect(form.getByText(/shows when the connection is back/)).toBeVisible()
  backOnline()
  expect(await form.findByText(/would have blocked 12/)).toBeVisible()
})

test('pasted values are tried once they could be added, each once', async () => {
  const { user } = await renderApp('/rules/lists/4?open=add')
  const form = within(await screen.findByRole('dialog', { name: 'Add to Bad people' }))
  await user.type(form.getByLabelText('Values'), 'c-1{Enter}c-2{Enter} c-1 ')
  expect(asked).toEqual([])
  await waitFor(() => expect(asked).toHaveLength(1), { timeout: 4000 })
  expect(asked[0]).toEqual({ entries: { list_id: 4, add: ['c-1', 'c-2'] }, days: 28 })
  expect(await form.findByText(/would have blocked 12 orders/)).toBeVisible()
})
