import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { EntityList, ListEntry, Listed } from '@/lib/api.gen'
import { happen } from '@/testing/events'
import { entityList, listEntry } from '@/testing/lists'
import { backOnline, goOffline } from '@/testing/offline'
import { renderApp } from '@/testing/render'
import { me } from '@/testing/samples'
import { failure, server } from '@/testing/server'

let all: EntityList[] = []
let entries: ListEntry[] = []
let on: Listed[] = []
let taken = 0

beforeEach(() => {
  all = [entityList()]
  entries = [listEntry()]
  on = []
  taken = 0
  server.use(
    http.get('/api/lists', () => HttpResponse.json({ items: all })),
    http.get('/api/lists/entries', () => HttpResponse.json({ items: on })),
    http.get('/api/lists/:id', ({ params }) => {
      const found = all.find(({ id }) => String(id) === params.id)
      return found ? HttpResponse.json(found) : failure(404, { code: 'not_found' })
    }),
    http.get('/api/lists/:id/entries', () =>
      all.length
        ? HttpResponse.json({ items: entries, next_cursor: null })
        : failure(404, { code: 'not_found' }),
    ),
    http.delete('/api/lists/:id/entries/:entry', () => {
      taken += 1
      return new HttpResponse(null, { status: 204 })
    }),
  )
})

const ME = { id: me().id, name: 'Dana Lee' }
const THEM = { id: 99, name: 'Sam Ito' }

/** What a colleague, or whoever is said, did to the list. */
async function done(what: string, by: typeof ME | typeof THEM = THEM) {
  await waitFor(() => expect(happen('list.changed', { list_id: 4, what, by })).toBe(1))
}

test('what others put on a list shows, and how much that makes', async () => {
  await renderApp('/rules/lists/4')
  await screen.findByText('tok_1')
  entries = [listEntry({ id: 89, value: 'tok_2' }), ...entries]
  all = [entityList({ entries: 3 })]
  await done('entries')
  expect(await screen.findByText('tok_2', {}, { timeout: 3000 })).toBeVisible()
  expect(screen.getByText(/one of the 3 on it/)).toBeVisible()
})

test('a list that others make or rename shows among the lists', async () => {
  await renderApp('/rules/lists')
  await screen.findByText('Stolen cards')
  all = [entityList({ name: 'Known cards' }), entityList({ id: 5, name: 'Staff' })]
  await done('changed')
  expect(await screen.findByText('Known cards')).toBeVisible()
  expect(screen.getByText('Staff')).toBeVisible()
})

test('the page of a list that others delete says so; who does it oneself is on the way', async () => {
  await renderApp('/rules/lists/4')
  await screen.findByText('tok_1')
  all = []
  await done('deleted', ME)
  expect(screen.getByText('tok_1')).toBeVisible()
  await done('deleted')
  expect(await screen.findByText(/It may have been deleted/)).toBeVisible()
  expect(screen.queryByText('tok_1')).toBeNull()
})

test('offline an entry stays, and the page says when it can be taken off', async () => {
  const { user } = await renderApp('/rules/lists/4')
  const off = await screen.findByRole('button', { name: 'Take tok_1 off the list' })
  goOffline()
  expect(off).toHaveAccessibleDescription(/^You are offline/)
  await user.click(off)
  expect(screen.getByText('tok_1')).toBeVisible()
  expect(taken).toBe(0)
  backOnline()
  await user.click(off)
  await waitFor(() => expect(taken).toBe(1))
})

test('offline a value stays on its lists where it is read', async () => {
  on = [{ list_id: 4, name: 'Stolen cards', effect: 'block', entry: listEntry() }]
  const { user } = await renderApp('/customers/c-17')
  await user.click(await screen.findByRole('button', { name: 'Block or allow' }))
  const there = within(await screen.findByRole('region', { name: 'It is on these lists' }))
  goOffline()
  const off = there.getByRole('button', { name: 'Take off Stolen cards' })
  expect(off).toHaveAccessibleDescription(/^You are offline/)
  await user.click(off)
  expect(taken).toBe(0)
})

test('what could not be put back says what to do, with another try', async () => {
  let tries = 0
  server.use(
    http.post('/api/lists/:id/entries', () => {
      tries += 1
      return tries === 1
        ? failure(409, { code: 'conflict', message: 'The list is full.', fix: 'Take some off.' })
        : HttpResponse.json({ added: 1, changed: 0 }, { status: 201 })
    }),
  )
  const { user } = await renderApp('/rules/lists/4')
  await user.click(await screen.findByRole('button', { name: 'Take tok_1 off the list' }))
  await user.click(await screen.findByRole('button', { name: /^Undo/ }))
  expect(await screen.findByText(/put back. The list is full. Take some off./)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('tok_1 is on Stolen cards again.')).toBeVisible()
})
