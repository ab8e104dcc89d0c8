import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '@/testing/render'

const row = (name: string) => {
  const rows = within(screen.getByRole('main')).getAllByRole('listitem')
  const found = rows.find((item) => item.textContent?.startsWith(name))
  if (!found) throw new Error(`no row ${name}`)
  return within(found)
}

test('the question mark lists all keys, and leads to where they are changed', async () => {
  const { user, address } = await renderApp('/uploads')
  await user.keyboard('?')
  const dialog = within(await screen.findByRole('dialog', { name: 'All keys' }))
  expect(dialog.getByRole('region', { name: 'Review' })).toHaveTextContent('ApproveA')
  expect(dialog.getByRole('region', { name: 'Go to' })).toHaveTextContent('CustomersG C')
  await user.click(dialog.getByRole('link', { name: 'Change keys' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Keyboard' })).toBeVisible()
  expect(address()).toBe('/settings/keyboard')
})

test('a key is changed by pressing another; one that is taken is refused with its owner', async () => {
  const { user, address } = await renderApp('/settings/keyboard')
  await user.click(row('Uploads').getByRole('button', { name: /Change$/ }))
  expect(row('Uploads').getByText('Press the key that follows G, or Esc to leave it')).toBeVisible()
  await user.keyboard('t')
  expect(row('Uploads').getByText(/^G T is taken by “Transactions”/)).toBeVisible()
  await user.keyboard('{ArrowLeft}')
  expect(row('Uploads').getByText(/^Choose one key that writes/)).toBeVisible()
  await user.keyboard('f')
  expect(row('Uploads').getByText('G F')).toBeVisible()
  expect(screen.getByText('Uploads is now G F.')).toBeInTheDocument()
  await user.keyboard('gf')
  await waitFor(() => expect(address()).toBe('/uploads'))
})

test('Esc leaves a key as it is; one can be switched off, and all brought back', async () => {
  const { user } = await renderApp('/settings/keyboard')
  await user.click(row('Approve').getByRole('button', { name: /Change$/ }))
  await user.keyboard('{Escape}')
  expect(row('Approve').queryByText(/^Press the new key/)).toBeNull()
  expect(row('Approve').getByText('A')).toBeVisible()
  await user.click(row('Approve').getByRole('button', { name: 'Switch off: Approve' }))
  expect(row('Approve').getByText('No key')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Reset all keys' }))
  expect(row('Approve').getByText('A')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Reset all keys' })).toBeNull()
})

test('switched off, single keys rest and the list says so', async () => {
  const { user, address } = await renderApp('/settings/keyboard')
  await user.click(screen.getByRole('switch', { name: 'Single keys' }))
  await user.keyboard('gt?')
  expect(address()).toBe('/settings/keyboard')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(row('Search or jump').getByText('Ctrl K')).toBeVisible()
  await user.click(screen.getByRole('switch', { name: 'Single keys' }))
  await user.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'All keys' })).toBeVisible()
})
