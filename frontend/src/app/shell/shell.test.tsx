import { act, screen, waitFor, within } from '@testing-library/react'
import { http } from 'msw'
import { expect, test, vi } from 'vitest'
import { api } from '@/lib/api'
import { session } from '@/lib/session'
import { sendLater } from '@/lib/unsent'
import { updates } from '@/lib/updates'
import { happen } from '@/testing/events'
import { renderApp } from '@/testing/render'
import { reviewPage } from '@/testing/reviews'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

test('a reload keeps the person signed in; the rail says where one is and what waits', async () => {
  await renderApp('/transactions')
  const rail = screen.getByRole('navigation', { name: 'Main' })
  expect(within(rail).getByRole('link', { name: 'Transactions' })).toHaveAttribute(
    'aria-current',
    'page',
  )
  expect(await within(rail).findByRole('link', { name: 'Review, 1 to review' })).toBeVisible()
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

test('the number of open reviews changes as soon as one opens', async () => {
  let open = 4
  server.use(
    http.get('/api/reviews', () => {
      const page = reviewPage([])
      return Response.json({ ...page, counts: { ...page.counts, open } })
    }),
  )
  await renderApp('/uploads')
  const rail = screen.getByRole('navigation', { name: 'Main' })
  expect(await within(rail).findByRole('link', { name: 'Review, 4 to review' })).toBeVisible()
  open = 5
  await waitFor(() => expect(happen('review.opened', { id: 9 })).toBeGreaterThan(0))
  expect(await within(rail).findByRole('link', { name: 'Review, 5 to review' })).toBeVisible()
})

test('a newer version is offered quietly and taken over when it is pressed', async () => {
  const { user } = await renderApp('/uploads')
  const apply = vi.fn()
  act(() => updates.offer(apply))
  await user.click(screen.getByRole('button', { name: 'Update ready' }))
  expect(apply).toHaveBeenCalledOnce()
})

test('notes that waited for a network are sent; what is refused is said', async () => {
  session.begin(signedIn())
  sendLater('/api/reviews/17/notes', { text: 'Called' })
  const refusal = { code: 'not_found', message: 'There is no review 17.' }
  server.use(http.post('/api/reviews/17/notes', () => failure(404, refusal)))
  await renderApp('/uploads')
  expect(await screen.findByText(/^A note could not be sent: There is no review 17/)).toBeVisible()
})

test('two keys lead to a page, and its menu item is marked', async () => {
  const { user, address } = await renderApp('/uploads')
  await user.keyboard('gt')
  await waitFor(() => expect(address()).toBe('/transactions'))
})
