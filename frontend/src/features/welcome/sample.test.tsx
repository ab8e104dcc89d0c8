import { act, screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { mode } from '@/lib/mode'
import { happen } from '@/testing/events'
import { key } from '@/testing/people'
import { renderApp } from '@/testing/render'
import { me, signedIn, transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'

let now = { state: 'none', done: 0, total: 0 }

beforeEach(() => {
  now = { state: 'none', done: 0, total: 0 }
  server.use(
    http.get('/api/keys', () =>
      HttpResponse.json({ items: [key({ mode: 'test', secret: 'sf_test_secret' })] }),
    ),
    http.get('/api/transactions', () => {
      const items = now.state === 'there' ? [transactionRow({ customer: 'sample-cus_1' })] : []
      return HttpResponse.json({ items, next_cursor: null })
    }),
    http.get('/api/sample-data', () => HttpResponse.json(now)),
    http.post('/api/sample-data', () => {
      now = { state: 'making', done: 0, total: 2000 }
      return HttpResponse.json(now, { status: 202 })
    }),
    http.delete('/api/sample-data', () => {
      now = { state: 'removing', done: 0, total: 2000 }
      return HttpResponse.json(now, { status: 202 })
    }),
  )
})

async function becomes(state: string, done: number) {
  now = { state, done, total: 2000 }
  const said = { kind: 'sample_data', id: 1, ...now, step: null }
  await waitFor(() => expect(happen('job.progress', said)).toBeGreaterThan(0))
}

test('one press makes them, which is seen, and they are no first transaction', async () => {
  const { user, address } = await renderApp('/welcome')
  await user.click(await screen.findByRole('button', { name: 'Explore with sample data' }))
  expect(await screen.findByText('0 of 2,000 made-up orders judged.')).toBeVisible()
  await becomes('making', 250)
  expect(await screen.findByText('250 of 2,000 made-up orders judged.')).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'How far the sample data is' })).toBeVisible()
  await becomes('there', 2000)
  await user.click(await screen.findByRole('button', { name: 'Look at them' }))
  expect(address()).toBe('/')
  expect(mode.now()).toBe('test')
  expect(await screen.findByText('These are made-up orders.')).toBeVisible()
})

test('while they are there the page still listens', async () => {
  now = { state: 'there', done: 2000, total: 2000 }
  await renderApp('/welcome')
  expect(await screen.findByText(/are among your test data/)).toBeVisible()
  expect(screen.getByText(/^Listening for your first transaction/)).toBeVisible()
})

test('over the test data one press removes them', async () => {
  now = { state: 'there', done: 2000, total: 2000 }
  mode.choose('test')
  const { user } = await renderApp('/transactions')
  await user.click(await screen.findByRole('button', { name: 'Remove them' }))
  expect(await screen.findByText('0 of 2,000 made-up orders removed.')).toBeVisible()
  await becomes('none', 0)
  await waitFor(() => expect(screen.queryByText(/made-up/)).toBeNull())
})

test('over live data nothing is said, and who may not remove them cannot', async () => {
  now = { state: 'there', done: 2000, total: 2000 }
  const viewer = signedIn({ me: me({ role: 'viewer' }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(viewer)))
  await renderApp('/transactions')
  expect(screen.queryByText('These are made-up orders.')).toBeNull()
  act(() => mode.choose('test'))
  expect(await screen.findByText('These are made-up orders.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Remove them' })).toBeNull()
})

test('a refusal is said', async () => {
  server.use(
    http.post('/api/sample-data', () =>
      failure(409, { code: 'conflict', message: 'The sample data is being removed.' }),
    ),
  )
  const { user } = await renderApp('/welcome')
  await user.click(await screen.findByRole('button', { name: 'Explore with sample data' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The sample data is being removed.')
})
