import { screen, waitFor, within } from '@testing-library/react'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { api } from '@/lib/api'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

test('a reload keeps the person signed in; the rail says where one is and what waits', async () => {
  await renderApp('/transactions')
  const rail = screen.getByRole('navigation', { name: 'Main' })
  expect(within(rail).getByRole('link', { name: 'Transactions' })).toHaveAttribute(
    'aria-current',
    'page',
  )
  expect(await within(rail).findByRole('link', { name: 'Review, 23 to review' })).toBeVisible()
  expect(document.title).toBe('Transactions · SecureFlow')
})

test('after a change of page its heading has the focus', async () => {
  const { user } = await renderApp('/transactions')
  const rail = screen.getByRole('navigation', { name: 'Main' })
  await user.click(within(rail).getByRole('link', { name: 'Uploads' }))
  await waitFor(() => expect(screen.getByRole('heading', { name: 'Uploads' })).toHaveFocus())
})

test('signing out goes to the sign-in page and forgets the address', async () => {
  const { user, address } = await renderApp('/uploads')
  await user.click(screen.getByRole('button', { name: 'Account of Dana Lee' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(address()).toBe('/login')
})

test('a session that ended keeps the wished address', async () => {
  const { address } = await renderApp('/uploads/7')
  server.use(
    http.get('/api/me', () => failure(401)),
    http.post('/api/auth/refresh', () => Response.json({ authenticated: false })),
  )
  await expect(api.GET('/api/me')).rejects.toMatchObject({ status: 401 })
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(address()).toBe('/login?next=%2Fuploads%2F7')
})

test('an address without a page says so inside the frame', async () => {
  await renderApp('/nowhere')
  expect(screen.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('the theme is chosen for good', async () => {
  const { user } = await renderApp('/')
  await user.click(screen.getByRole('button', { name: 'Switch to dark colours' }))
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark')
  expect(localStorage.getItem('sf-theme')).toBe('dark')
  await user.click(screen.getByRole('button', { name: 'Switch to light colours' }))
})

test('the menu offers only what the role may', async () => {
  server.use(
    http.post('/api/auth/refresh', () =>
      Response.json(signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })),
    ),
  )
  await renderApp('/transactions')
  const rail = screen.getByRole('navigation', { name: 'Main' })
  expect(within(rail).getByRole('link', { name: 'Settings' })).toBeVisible()
  expect(within(rail).queryByRole('link', { name: 'Score a payment' })).toBeNull()
})
