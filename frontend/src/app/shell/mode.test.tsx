import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { mode } from '@/lib/mode'
import { session } from '@/lib/session'
import { renderApp, stubPhone } from '@/testing/render'
import { transactionRow } from '@/testing/samples'
import { server } from '@/testing/server'

/** The API has one payment live and another in test mode. */
beforeEach(() => {
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const test = request.headers.get('SecureFlow-Mode') === 'test'
      const row = test
        ? transactionRow({ id: 2, customer: 'test_review' })
        : transactionRow({ id: 1, customer: 'Maya Okafor' })
      return HttpResponse.json({ items: [row], next_cursor: null })
    }),
  )
})

const choose = async (user: Awaited<ReturnType<typeof renderApp>>['user'], data: string) => {
  await user.click(screen.getByRole('button', { name: /^Northwind Store, / }))
  await user.click(await screen.findByRole('menuitemradio', { name: data }))
}

test('the switch shows the test payments alone, says so, and goes back', async () => {
  const { user, address } = await renderApp('/transactions?cursor=abc')
  expect(await screen.findByText(/Maya Okafor/)).toBeVisible()
  expect(screen.queryByText('Test data')).not.toBeInTheDocument()

  await choose(user, 'Test data')
  expect(await screen.findByText(/test_review/)).toBeVisible()
  expect(screen.queryByText(/Maya Okafor/)).not.toBeInTheDocument()
  // In the switch and above the page.
  expect(screen.getAllByText('Test data')).toHaveLength(2)
  // A place in the one list is no place in the other.
  expect(address()).toBe('/transactions')

  await choose(user, 'Live data')
  expect(await screen.findByText(/Maya Okafor/)).toBeVisible()
})

test('one order is not looked for among the other data', async () => {
  const { user, address } = await renderApp('/transactions/1284')
  await screen.findByRole('heading', { level: 1, name: /1,284/ })
  await choose(user, 'Test data')
  await waitFor(() => expect(address()).toBe('/'))
})

test('on a phone the switch is under More', async () => {
  stubPhone()
  const { user } = await renderApp('/transactions')
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('button', { name: 'Switch to test data' }))
  expect(await screen.findByText(/test_review/)).toBeVisible()
})

test('whoever signs in next starts with live data', async () => {
  mode.choose('test')
  await session.signOut()
  expect(mode.now()).toBe('live')
})
