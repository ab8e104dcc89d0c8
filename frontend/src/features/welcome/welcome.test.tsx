import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { mode } from '@/lib/mode'
import { key } from '@/testing/people'
import { renderApp } from '@/testing/render'
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

  // As if another program had sent it.
  stored = [transactionRow({ id: 77, level: 'high', score: 87.4, top_reason: 'Too large' })]
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

test('the last step opens the queue with a flagged order of the test data', async () => {
  stored = [transactionRow()]
  const { user, address } = await renderApp('/welcome')
  await user.click(await screen.findByRole('button', { name: 'Open the queue' }))
  await screen.findByRole('navigation', { name: 'Main' })
  expect(mode.now()).toBe('test')
  expect(address()).toMatch(/^\/review/)
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
