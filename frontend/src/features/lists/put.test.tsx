import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { EntityList, Listed } from '@/lib/api.gen'
import { emailValues } from '@/lib/listable'
import { entityList, listEntry } from '@/testing/lists'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

let all: EntityList[] = []
let on: Listed[] = []
let calls: [method: string, path: string, body?: unknown][] = []

beforeEach(() => {
  all = []
  on = []
  calls = []
  const note = async (request: Request) => {
    const { pathname } = new URL(request.url)
    const body = request.method === 'POST' ? await request.json() : undefined
    calls.push(body === undefined ? [request.method, pathname] : [request.method, pathname, body])
  }
  const gone = async ({ request }: { request: Request }) => {
    await note(request)
    return new HttpResponse(null, { status: 204 })
  }
  server.use(
    http.get('/api/lists', () => HttpResponse.json({ items: all })),
    http.get('/api/lists/entries', () => HttpResponse.json({ items: on })),
    http.post('/api/lists', async ({ request }) => {
      await note(request)
      return HttpResponse.json(entityList({ id: 9, name: 'Blocked customers' }), { status: 201 })
    }),
    http.post('/api/lists/:id/entries', async ({ request }) => {
      await note(request)
      return HttpResponse.json({ added: 1, changed: 0 }, { status: 201 })
    }),
    http.delete('/api/lists/:id', gone),
    http.delete('/api/lists/:id/entries/:entry', gone),
  )
})

const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))
const entry = (value: string, reason = '') => ({ entries: [{ value, reason, expires_at: null }] })
/** The value that the call of this number put on a list. */
const listedBy = (number: number) =>
  (calls[number]?.[2] as ReturnType<typeof entry> | undefined)?.entries[0]?.value ?? ''

test('a customer is blocked on a list that is made for it, and undoing leaves nothing behind', async () => {
  all = [entityList({ id: 3, name: 'Blocked customers', kind: 'email' })]
  const { user } = await renderApp('/customers/c-17')
  await user.click(await screen.findByRole('button', { name: 'Block or allow' }))
  const form = await dialog('Block or allow this customer')
  expect(await form.findByText('It is on no list.')).toBeVisible()
  // That name is taken by a list of another kind.
  expect(form.getByLabelText('Name of the new list')).toHaveValue('Blocked customers 2')
  await user.type(form.getByLabelText(/^Why/), 'never paid')
  await user.click(form.getByRole('button', { name: 'Block this customer' }))
  expect(await screen.findByText(/is on Blocked customers and blocked from the next/)).toBeVisible()
  expect(calls).toEqual([
    ['POST', '/api/lists', { name: 'Blocked customers 2', kind: 'customer', effect: 'block' }],
    ['POST', '/api/lists/9/entries', entry(listedBy(1), 'never paid')],
  ])
  calls = []
  await user.click(screen.getByRole('button', { name: /^Undo/ }))
  expect(await screen.findByText('It is off the list again.')).toBeVisible()
  expect(calls).toEqual([['DELETE', '/api/lists/9']])
})

test('an address of an order is put on a list that is there; undoing takes it off that one alone', async () => {
  all = [
    entityList({ id: 4, name: 'Stolen cards' }),
    entityList({ id: 5, name: 'Bad mail', kind: 'email' }),
    entityList({ id: 6, name: 'Bad domains', kind: 'domain' }),
  ]
  const { user } = await renderApp('/transactions/48213')
  await user.click(await screen.findByRole('button', { name: 'Block or allow this e-mail' }))
  const form = await dialog('Block or allow this e-mail')
  expect(await form.findByRole('option', { name: 'Bad mail' })).toBeVisible()
  await user.click(form.getByRole('radio', { name: 'All of its domain' }))
  const domain = await dialog('Block or allow this e-mail domain')
  expect(
    await domain.findByText(/This counts for every order with this e-mail domain/),
  ).toBeVisible()
  expect(await domain.findByRole('option', { name: 'Bad domains' })).toBeVisible()
  await user.click(domain.getByRole('button', { name: 'Block this e-mail domain' }))
  expect(await screen.findByText(/is on Bad domains and blocked/)).toBeVisible()
  expect(listedBy(0)).toContain('.')
  on = [{ list_id: 6, name: 'Bad domains', effect: 'block', entry: listEntry({ id: 70 }) }]
  calls = []
  await user.click(screen.getByRole('button', { name: /^Undo/ }))
  await waitFor(() => expect(calls).toEqual([['DELETE', '/api/lists/6/entries/70']]))
})

test('what is on a list already says so and comes off', async () => {
  all = [entityList({ id: 4, name: 'Stolen cards', kind: 'customer' })]
  on = [{ list_id: 4, name: 'Stolen cards', effect: 'block', entry: listEntry() }]
  const { user } = await renderApp('/customers/c-17')
  await user.click(await screen.findByRole('button', { name: 'Block or allow' }))
  const form = await dialog('Block or allow this customer')
  const there = within(await form.findByRole('region', { name: 'It is on these lists' }))
  expect(there.getByText(/charged back twice · by Dana Lee/)).toBeVisible()
  await user.click(form.getByRole('radio', { name: 'Allow' }))
  expect(form.getByText(/^A block list names it already/)).toBeVisible()
  await user.click(there.getByRole('button', { name: 'Take off Stolen cards' }))
  expect(await screen.findByText('tok_1 is off Stolen cards.')).toBeVisible()
  expect(calls).toEqual([['DELETE', '/api/lists/4/entries/88']])
})

test('what cannot be put on leaves no empty list behind', async () => {
  server.use(
    http.post('/api/lists/:id/entries', () =>
      failure(409, { code: 'conflict', message: 'The list is full.' }),
    ),
  )
  const { user } = await renderApp('/customers/c-17')
  await user.click(await screen.findByRole('button', { name: 'Block or allow' }))
  const form = await dialog('Block or allow this customer')
  await user.click(await form.findByRole('button', { name: 'Block this customer' }))
  expect(await form.findByText('The list is full.')).toBeVisible()
  expect(calls.at(-1)).toEqual(['DELETE', '/api/lists/9'])
})

test('who may not change lists sees no button', async () => {
  const scopes: ('read' | 'score' | 'feedback')[] = ['read', 'score', 'feedback']
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'reviewer', scopes }) })),
    ),
  )
  await renderApp('/transactions/48213')
  await screen.findByText('Linked details')
  expect(screen.queryByRole('button', { name: /Block or allow/ })).toBeNull()
})

test('an e-mail is known by its domain, too, where it can be read', () => {
  expect(emailValues('dana@shop.example').map(({ value }) => value)).toEqual([
    'dana@shop.example',
    'shop.example',
  ])
  expect(emailValues(`hmac:${'a'.repeat(64)}`)).toHaveLength(1)
})
