import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { renderApp } from '@/testing/render'
import { transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const open = async (address = '/uploads') => {
  const app = await renderApp(address)
  await app.user.keyboard('{Control>}k{/Control}')
  return { ...app, field: await screen.findByRole('combobox', { name: 'Search or jump' }) }
}
const options = () => screen.getAllByRole('option').map((option) => option.textContent)
const chosen = () => screen.getByRole('option', { selected: true })

test('a page is reached by its first letters, and its keys stand beside it', async () => {
  const { user, field, address } = await open()
  await user.type(field, 'trans')
  expect(chosen()).toHaveTextContent(/^TransactionsG T$/)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toBe('/transactions'))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('orders and customers are found, and opened with the arrows', async () => {
  const asked: (string | null)[] = []
  server.use(
    http.get('/api/transactions', ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('text'))
      const row = transactionRow({ id: 77, external_id: 'order-1077', customer: 'Ida Moe' })
      return HttpResponse.json({ items: [row], next_cursor: null })
    }),
  )
  const { user, field, address } = await open()
  await user.type(field, 'ida')
  const orders = within(await screen.findByRole('group', { name: 'Orders' }))
  expect(orders.getAllByRole('option')[0]).toHaveTextContent(/Ida Moe.*order-1077/)
  expect(screen.getByRole('group', { name: 'Customers' })).toBeVisible()
  // Not one question a letter.
  expect(asked).toEqual(['ida'])
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toBe('/transactions/77'))
})

test('what the page can do is a command, with its key; a menu item is one, too', async () => {
  const { user, field } = await open('/transactions')
  const here = within(screen.getByRole('group', { name: 'On this page' }))
  expect(here.getByRole('option', { name: /^Filter this list/ })).toHaveTextContent('/')
  await user.type(field, 'dark')
  expect(options()).toEqual(['Switch to dark colours'])
  await user.click(chosen())
  await waitFor(() => expect(document.documentElement).toHaveAttribute('data-theme', 'dark'))
  document.documentElement.dataset.theme = 'light'
})

test('nothing found and nothing to be had are said; the same keys close it', async () => {
  server.use(http.get('/api/customers', () => failure(503)))
  const { user, field } = await open()
  await user.type(field, 'q')
  expect(await screen.findByText('Nothing matches “q”.')).toBeVisible()
  await user.type(field, 'qqqq')
  expect(await screen.findByText(/could not be searched/)).toBeVisible()
  await user.keyboard('{Control>}k{/Control}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('it opens by a button, too', async () => {
  const { user } = await renderApp('/uploads')
  const [button] = screen.getAllByRole('button', { name: /^Search or jump/ })
  await user.click(button as HTMLElement)
  expect(await screen.findByRole('dialog', { name: 'Search or jump' })).toBeVisible()
})
