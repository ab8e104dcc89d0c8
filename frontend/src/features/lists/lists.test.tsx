import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { EntityList } from '@/lib/api.gen'
import { entityList, listEntry } from '@/testing/lists'
import { preview } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const USE = { rule_id: 12, name: 'High first orders', policy: 7 }
const STAFF = entityList({ id: 5, name: 'Staff', kind: 'customer', effect: 'allow', entries: 1 })
const WATCHED = entityList({
  id: 6,
  name: 'Watched countries',
  kind: 'country',
  effect: 'none',
  entries: 3,
  used_by: [USE, { ...USE, policy: 8 }],
})

function lists(...items: EntityList[]) {
  server.use(
    http.get('/api/lists', () => HttpResponse.json({ items })),
    http.get('/api/lists/:id', ({ params }) => {
      const found = items.find(({ id }) => String(id) === params.id)
      return found ? HttpResponse.json(found) : failure(404, { code: 'not_found' })
    }),
    http.get('/api/lists/:id/entries', () =>
      HttpResponse.json({ items: [listEntry()], next_cursor: null }),
    ),
  )
}

function asReader() {
  const scopes: ('read' | 'score')[] = ['read', 'score']
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'viewer', scopes }) })),
    ),
  )
}

const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))

beforeEach(() => lists(entityList(), STAFF, WATCHED))

test('lists say what they do, how much is on them and which rules ask them', async () => {
  await renderApp('/rules/lists')
  const table = await screen.findByRole('region', { name: 'Lists, by name' })
  expect(
    within(table).getByRole('row', { name: /Stolen cards Blocks Cards 2 No rule/ }),
  ).toBeVisible()
  // A rule in two policies is one rule.
  expect(
    within(table).getByRole('row', {
      name: /Watched countries Only for rules Countries 3 High first orders Dana/,
    }),
  ).toBeVisible()
  expect(
    screen.getByText(
      '1 list blocks orders by 2 entries and 1 list lets orders through by 1 entry, whatever the score says.',
    ),
  ).toBeVisible()
})

test('a merchant without lists is told what they are for, and a reader who makes them', async () => {
  lists()
  await renderApp('/rules/lists')
  expect(await screen.findByText('No lists yet')).toBeVisible()
  expect(screen.getByRole('link', { name: 'New list' })).toBeVisible()
  expect(screen.getByRole('main')).not.toHaveTextContent('0')
})

test('who may not change lists has no controls', async () => {
  asReader()
  await renderApp('/rules/lists/4?open=add')
  expect(await screen.findByText('tok_1')).toBeVisible()
  for (const name of ['Add', 'Change', 'Import', 'Export', /Take tok_1/])
    expect(screen.queryByRole('button', { name })).toBeNull()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a list is made and its first values are asked for', async () => {
  let sent: unknown
  server.use(
    http.post('/api/lists', async ({ request }) => {
      sent = await request.json()
      lists(entityList({ id: 9, name: 'Office', kind: 'ip', effect: 'allow', entries: 0 }))
      return HttpResponse.json(entityList({ id: 9, name: 'Office' }), { status: 201 })
    }),
  )
  const { user, address } = await renderApp('/rules/lists?open=new')
  const form = await dialog('New list')
  await user.click(form.getByRole('button', { name: 'Make the list' }))
  expect(await form.findByText('Give it a name.')).toBeVisible()
  await user.type(form.getByLabelText('Name'), ' Office ')
  await user.selectOptions(form.getByLabelText('What it holds'), 'IP addresses')
  await user.click(form.getByRole('radio', { name: 'Allow' }))
  await user.click(form.getByRole('button', { name: 'Make the list' }))
  expect(await screen.findByRole('dialog', { name: 'Add to Office' })).toBeVisible()
  expect(sent).toEqual({ name: 'Office', kind: 'ip', effect: 'allow' })
  expect(address()).toBe('/rules/lists/9?open=add')
})

test('another effect shows what it would have done before it is saved', async () => {
  let asked: unknown
  let sent: unknown
  server.use(
    http.post('/api/policies/preview', async ({ request }) => {
      asked = await request.json()
      return HttpResponse.json(preview())
    }),
    http.patch('/api/lists/4', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(entityList({ effect: 'none' }))
    }),
  )
  const { user } = await renderApp('/rules/lists/4?open=change')
  const form = await dialog('Change Stolen cards')
  expect(form.queryByText('What this would have done to past orders')).toBeNull()
  await user.click(form.getByRole('radio', { name: 'Only rules' }))
  expect(await form.findByText(/orders would be decided otherwise/)).toBeVisible()
  expect(asked).toEqual({ list: { list_id: 4, effect: 'none' } })
  await user.click(form.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/Stolen cards is saved/)).toBeVisible()
  expect(sent).toEqual({ name: 'Stolen cards', effect: 'none' })
})

test('deleting says what stops, and a list that rules ask says which', async () => {
  let isGone = false
  server.use(
    http.delete('/api/lists/4', () => {
      isGone = true
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user, address } = await renderApp('/rules/lists/4?open=delete')
  const form = await dialog('Delete Stolen cards')
  expect(form.getByText(/^2 cards are no longer blocked, from the next order on\./)).toBeVisible()
  await user.click(form.getByRole('button', { name: 'Delete Stolen cards' }))
  await waitFor(() => expect(address()).toBe('/rules/lists'))
  expect(isGone).toBe(true)
})

test('a list that rules ask cannot be deleted', async () => {
  await renderApp('/rules/lists/6?open=delete')
  const form = await dialog('Delete Watched countries')
  expect(form.getByText(/^1 rule asks this list/)).toBeVisible()
  expect(form.getByRole('link', { name: 'High first orders (policy 7)' })).toHaveAttribute(
    'href',
    '/rules/12',
  )
  expect(form.queryByRole('button', { name: /^Delete/ })).toBeNull()
})

test('a list that is not there says so', async () => {
  await renderApp('/rules/lists/99')
  expect(await screen.findByText(/It may have been deleted/)).toBeVisible()
})
