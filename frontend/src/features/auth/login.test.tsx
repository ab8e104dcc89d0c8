import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { renderApp } from '@/testing/render'
import { signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

beforeEach(() => {
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json({ authenticated: false })))
})

async function signIn(user: Awaited<ReturnType<typeof renderApp>>['user']) {
  await user.type(screen.getByLabelText('E-mail'), 'dana@northwind.example')
  await user.type(screen.getByLabelText('Password'), 'correct horse')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('whoever is not signed in signs in and gets to the wished address', async () => {
  let sent: unknown
  server.use(
    http.post('/api/auth/login', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(signedIn())
    }),
  )
  const { user, address } = await renderApp('/uploads/7')
  expect(address()).toBe('/login?next=%2Fuploads%2F7')
  await signIn(user)
  expect(await screen.findByRole('navigation', { name: 'Main' })).toBeVisible()
  expect(address()).toBe('/uploads/7')
  expect(sent).toEqual({ email: 'dana@northwind.example', password: 'correct horse' })
})

test('only addresses of our own are followed', async () => {
  server.use(http.post('/api/auth/login', () => HttpResponse.json(signedIn())))
  const { user, address } = await renderApp('/login?next=%2F%2Fevil.example')
  await signIn(user)
  expect(await screen.findByRole('navigation', { name: 'Main' })).toBeVisible()
  expect(address()).toBe('/')
})

test('what is missing is said at the field, which gets the focus', async () => {
  const { user } = await renderApp('/login')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  const email = screen.getByLabelText('E-mail')
  expect(email).toHaveAccessibleDescription('Enter your e-mail address.')
  expect(email).toHaveFocus()
})

test.each([
  [401, {}, 'E-mail and password do not match. Check both and try again.'],
  [429, { 'Retry-After': '300' }, 'Too many attempts. Wait 5 min, then try again.'],
  [503, {}, 'The database cannot be reached. Try again in a moment.'],
])('a refusal with %i is put in words', async (status, headers, words) => {
  const envelope = { message: 'The database cannot be reached.', fix: 'Try again in a moment.' }
  server.use(http.post('/api/auth/login', () => failure(status, envelope, headers)))
  const { user } = await renderApp('/login')
  await signIn(user)
  expect(await screen.findByRole('alert')).toHaveTextContent(words)
  expect(screen.getByLabelText('Password')).toHaveValue('correct horse')
})

test('password managers know the fields, and the password can be shown', async () => {
  const { user } = await renderApp('/login')
  expect(screen.getByLabelText('E-mail')).toHaveAttribute('autocomplete', 'username')
  const password = screen.getByLabelText('Password')
  expect(password).toHaveAttribute('autocomplete', 'current-password')
  await user.click(screen.getByRole('button', { name: 'Show password' }))
  expect(password).toHaveAttribute('type', 'text')
})
