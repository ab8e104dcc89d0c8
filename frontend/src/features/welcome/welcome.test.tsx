import { act, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { mode } from '@/lib/mode'
import { happen } from '@/testing/events'
import { key } from '@/testing/people'
import { renderApp } from '@/testing/render'
import { review, reviewPage } from '@/testing/reviews'
import { me, prediction, signedIn, transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const SECRET = 'sf_test_aB3dEfGhIjKlMnOpQrStUvWxYz'
const testKey = () => key({ mode: 'test', scopes: ['score', 'read'], secret: SECRET })

let stored: ReturnType<typeof transactionRow>[] = []

/** The API: live there is nothing, in test mode what was sent with the test key. */
beforeEach(() => {
  stored = []
  server.use(
    http.get('/api/keys', () => HttpResponse.json({ items: [testKey()] })),
    http.get('/api/transactions', ({ request }) => {
      const isTest = request.headers.get('SecureFlow-Mode') === 'test'
      return HttpResponse.json({ items: isTest ? stored : [], next_cursor: null })
    }),
    http.post('/api/predict', ({ request }) => {
      if (request.headers.get('X-API-Key') !== SECRET) return failure(401)
      stored = [transactionRow({ customer: 'cus_118', top_reason: 'A new customer' })]
      return HttpResponse.json(prediction())
    }),
  )
})

const steps = () => screen.getAllByRole('listitem').filter((item) => item.querySelector('h2'))

test('the request holds the real key, and what arrives turns into its score', async () => {
  const { user, address } = await renderApp('/welcome')
  expect(await screen.findByText(new RegExp(`X-API-Key: ${SECRET}`))).toBeVisible()
  expect(screen.getByText(/^Listening for your first transaction/)).toBeVisible()
  for (const name of ['Python', 'Node', 'PHP']) {
    await user.click(screen.getByRole('tab', { name }))
    expect(screen.getByRole('tabpanel')).toHaveTextContent(SECRET)
  }

  // As if another program had sent two, the first of them without an amount.
  const why = { code: 'invalid_input', message: 'amount: is missing.', fix: 'Send one.' }
  await waitFor(() => expect(happen('transaction.refused', why)).toBeGreaterThan(0))
  expect(
    await screen.findByText(/could not be scored: amount: is missing\. Send one\./),
  ).toBeVisible()
  stored = [transactionRow({ id: 77, level: 'high', score: 87.4, top_reason: 'Too large' })]
  happen('transaction.first', { transaction_id: 77 })
  expect(await screen.findByText('Too large')).toBeVisible()
  expect(screen.getByText('Review, score 87')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Open it' }))
  expect(address()).toBe('/transactions/77')
  expect(mode.now()).toBe('test')
})

test('it can be sent from the page, and a refusal is said in words', async () => {
  const { user } = await renderApp('/welcome')
  server.use(
    http.post('/api/predict', () =>
      failure(422, { code: 'invalid_input', message: 'amount: is missing.', fix: 'Send one.' }),
    ),
  )
  await user.click(await screen.findByRole('button', { name: 'Send it from here' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The request was refused with status 422: amount: is missing. Send one.',
  )
})

test('without a test key the first step makes one', async () => {
  let keys: ReturnType<typeof key>[] = []
  server.use(
    http.get('/api/keys', () => HttpResponse.json({ items: keys })),
    http.post('/api/keys', async ({ request }) => {
      expect(await request.json()).toMatchObject({ mode: 'test', scopes: expect.any(Array) })
      keys = [testKey()]
      return HttpResponse.json(testKey(), { status: 201 })
    }),
  )
  const { user } = await renderApp('/welcome')
  await user.click(await screen.findByRole('button', { name: 'Make a test key' }))
  expect(await screen.findByText(/^Listening for your first/)).toBeVisible()
  expect(within(steps()[0] as HTMLElement).getByText(/only works in test mode/)).toBeVisible()
})

test('the last step practises in the queue: move, approve, undo, decline', async () => {
  stored = [transactionRow()]
  let sent = 0
  server.use(
    http.get('/api/reviews', () =>
      HttpResponse.json(reviewPage([review({ id: 1 }), review({ id: 2 })])),
    ),
    http.post('/api/predict-batch', async ({ request }) => {
      sent = ((await request.json()) as { transactions: [] }).transactions.length
      return HttpResponse.json({ results: [] })
    }),
  )
  const { user, address, router } = await renderApp('/welcome')
  await user.click(await screen.findByRole('button', { name: 'Practise in the queue' }))
  const strip = within(await screen.findByRole('region', { name: 'Practice' }))
  // Two waited already, and three are needed.
  expect(sent).toBe(1)
  expect(mode.now()).toBe('test')
  const turn = () => strip.getAllByRole('listitem').find((item) => item.ariaCurrent === 'step')
  const goes = async (id: string) => {
    await act(() => router.navigate({ to: '/review/$id', params: { id }, search: true }))
  }
  await goes('1')
  await goes('2')
  await waitFor(() => expect(turn()).toHaveTextContent('Approve it'))

  const by = { id: me().id, name: 'Dana Lee' }
  const did = async (type: string, data: object) => {
    await waitFor(() => expect(happen(type, data)).toBeGreaterThan(0))
  }
  // What a colleague does, or what is not asked for yet, counts nothing.
  await did('review.resolved', { by: { id: 99, name: 'Sam' }, resolution: 'approve' })
  await did('review.undone', { by })
  expect(turn()).toHaveTextContent('Approve it')
  await did('review.resolved', { by, resolution: 'approve' })
  await waitFor(() => expect(turn()).toHaveTextContent('Undo that'))
  await did('review.undone', { by })
  await did('review.resolved', { by, resolution: 'decline' })
  await user.click(await strip.findByRole('button', { name: 'Done, back to set-up' }))
  await waitFor(() => expect(address()).toBe('/welcome'))
  expect(await screen.findByRole('button', { name: 'Finish set-up' })).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Practice' })).toBeNull()
})

test('skipping is kept, and the overview stays', async () => {
  const { user, address } = await renderApp('/welcome')
  await user.click(screen.getByRole('button', { name: 'Skip set-up' }))
  expect(address()).toBe('/')
  expect(JSON.parse(localStorage.getItem('sf-set-up-1') ?? '')).toMatchObject({ dismissed: true })
})

test('a role that may not manage keys is told who can', async () => {
  const reviewer = signedIn({ me: me({ role: 'reviewer' }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(reviewer)))
  await renderApp('/welcome')
  expect(await screen.findByText(/^Keys are for the roles admin and owner/)).toBeVisible()
})
