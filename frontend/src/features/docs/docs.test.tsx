import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { guide } from '@/messages/en/guide'
import { key } from '@/testing/people'
import { renderApp, stubMedia } from '@/testing/render'
import { me, prediction, signedIn, transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { examplesOf, operationsOf, type Spec } from './openapi'

const SECRET = 'sf_test_aB3dEfGhIjKlMnOpQrStUvWxYz'
// The one that is handed out with the product.
const [spec] = Object.values(
  import.meta.glob<Spec>('../../../../docs/openapi.json', { eager: true, import: 'default' }),
) as [Spec]

beforeEach(() => {
  stubMedia((query) => query.includes('min-width'))
  const keys = [key({ secret: null }), key({ id: 13, mode: 'test', secret: SECRET })]
  server.use(
    http.get('/api/keys', () => HttpResponse.json({ items: keys })),
    http.get('/api/openapi.json', () => HttpResponse.json(spec)),
  )
})

const comesAs = (answer: object) =>
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(answer)))

test('an example holds the own test key, in each language, and runs', async () => {
  const sent: Headers[] = []
  server.use(
    http.post('/api/predict', ({ request }) => {
      sent.push(request.headers)
      const headers = { 'X-Request-ID': 'req-77', 'RateLimit-Remaining': '5999' }
      return HttpResponse.json(prediction({ transaction_id: 4711 }), { headers })
    }),
  )
  const { user } = await renderApp('/docs/first-score')
  const example = await screen.findByRole('tabpanel')
  await within(example).findByText(new RegExp(SECRET))
  for (const [name, text] of [
    ['Python', 'import requests'],
    ['Node', 'await fetch('],
    ['PHP', 'curl_setopt_array'],
  ] as const) {
    await user.click(screen.getByRole('tab', { name }))
    expect(screen.getByRole('tabpanel')).toHaveTextContent(text)
    expect(screen.getByRole('tabpanel')).toHaveTextContent(SECRET)
  }
  await user.click(screen.getByRole('button', { name: 'Run it' }))
  const answer = within(await screen.findByRole('region', { name: 'Answer' }))
  expect(answer.getByText('Status 200')).toBeVisible()
  expect(answer.getByText('RateLimit-Remaining: 5999')).toBeVisible()
  expect(answer.getByText(/"transaction_id": 4711/)).toBeVisible()
  // As a program would: with the key, without the session of the person.
  expect(sent[0]?.get('X-API-Key')).toBe(SECRET)
  expect(sent[0]?.get('Authorization')).toBeNull()
})

test('a refused run shows the envelope', async () => {
  server.use(http.post('/api/predict', () => failure(422, { code: 'invalid_input' })))
  const { user } = await renderApp('/docs/errors')
  await user.click(await screen.findByRole('button', { name: 'Run it' }))
  expect(await screen.findByText('Status 422')).toBeVisible()
  expect(screen.getByText(/"code": "invalid_input"/)).toBeVisible()
})

test('a visitor reads everything and is led to sign in and back', async () => {
  comesAs({ authenticated: false })
  await renderApp('/docs/retries')
  expect(screen.getByRole('heading', { level: 1, name: 'Retries' })).toBeVisible()
  expect(screen.getByRole('tabpanel')).toHaveTextContent('sf_test_…')
  expect(screen.queryByRole('button', { name: 'Run it' })).not.toBeInTheDocument()
  const links = screen.getAllByRole('link', { name: 'Sign in' })
  expect(links[0]).toHaveAttribute('href', '/login?next=%2Fdocs%2Fretries')
})

test('who may not manage keys is told who can give one', async () => {
  comesAs(signedIn({ me: me({ role: 'reviewer' }) }))
  await renderApp('/docs/first-score')
  expect(screen.getByText(/An owner or admin of Northwind Store can give you one/)).toBeVisible()
})

test('without a test key the reader is led to make one', async () => {
  server.use(http.get('/api/keys', () => HttpResponse.json({ items: [] })))
  await renderApp('/docs/first-score')
  expect(await screen.findByRole('link', { name: 'Make one' })).toHaveAttribute(
    'href',
    '/settings/keys',
  )
})

test.each(Object.keys(guide))('the links of %s lead to pages and headings that exist', (page) => {
  const links = JSON.stringify(guide[page]).matchAll(/\]\(\/docs\/([\w/-]+)(?:#([\w-]+))?\)/g)
  for (const [, to = '', hash] of links) {
    if (to === 'reference') continue
    const target = guide[to]
    expect(target, `${page} leads to ${to}`).toBeDefined()
    const ids = target?.sections.map(({ id }) => id) ?? []
    if (hash && !(to === 'errors' && hash.includes('_'))) expect(ids).toContain(hash)
  }
})

test('every operation has an example that can be sent and one of its answer', () => {
  const operations = operationsOf(spec).flatMap((group) => group.operations)
  expect(operations.length).toBeGreaterThan(15)
  for (const { requestBody, responses } of operations) {
    const media = [requestBody, ...Object.values(responses)]
      .map((part) => part?.content?.['application/json'])
      .filter((one) => one !== undefined)
    for (const one of media) {
      for (const { value } of examplesOf(spec, one)) expect(value).toBeDefined()
    }
  }
})

test('a route of the reference says what it takes, and what was changed is sent', async () => {
  const paths: string[] = []
  server.use(
    http.get('/api/transactions/:id', ({ request }) => {
      paths.push(new URL(request.url).pathname)
      return failure(404, { code: 'not_found' })
    }),
  )
  const { user } = await renderApp('/docs/reference/get_transaction')
  expect(
    await screen.findByText('/api/transactions/{transaction_id}', { exact: false }),
  ).toBeVisible()
  const field = screen.getByLabelText('transaction_id')
  await user.clear(field)
  await user.type(field, '42')
  await user.click(await screen.findByRole('button', { name: 'Run it' }))
  expect(await screen.findByText('Status 404')).toBeVisible()
  expect(paths).toEqual(['/api/transactions/42'])
})

test('a body that is no JSON is said, and not sent', async () => {
  const { user } = await renderApp('/docs/reference/predict')
  const body = await screen.findByLabelText('Body to send')
  await screen.findByRole('button', { name: 'Run it' })
  await user.clear(body)
  await user.type(body, 'amount')
  expect(screen.getByText(/^This is not JSON yet/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Run it' })).not.toBeInTheDocument()
})

test('the reference that cannot be loaded says so and is tried again', async () => {
  server.use(http.get('/api/openapi.json', () => failure(404)))
  const { user } = await renderApp('/docs/reference')
  expect(await screen.findByText('The reference could not be loaded')).toBeVisible()
  server.use(http.get('/api/openapi.json', () => HttpResponse.json(spec)))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect((await screen.findAllByRole('link', { name: 'Score one payment' })).at(-1)).toBeVisible()
})

test('an address without a page leads on', async () => {
  await renderApp('/docs/nothing-here')
  expect(
    screen.getByRole('heading', { level: 1, name: 'There is no such page in the docs' }),
  ).toBeVisible()
})

test('an example that needs a payment takes one of the own test payments', async () => {
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const isTest = request.headers.get('SecureFlow-Mode') === 'test'
      const items = isTest ? [transactionRow({ id: 4242 })] : []
      return HttpResponse.json({ items, next_cursor: null })
    }),
  )
  await renderApp('/docs/feedback')
  // The label alone, and the first of those in bulk.
  expect(await screen.findAllByText(/"transaction_id": 4242/)).toHaveLength(2)
})
