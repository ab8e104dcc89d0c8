import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { invitationFacts } from '@/testing/people'
import { renderApp } from '@/testing/render'
import { signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { typedEmail } from './fields'

beforeEach(() => {
  typedEmail.set('')
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json({ authenticated: false })))
})

test('whoever forgot the password gets a link, with the address typed before', async () => {
  let sent: unknown
  server.use(
    http.post('/api/auth/forgot', async ({ request }) => {
      sent = await request.json()
      return new HttpResponse(null, { status: 202 })
    }),
  )
  const { user } = await renderApp('/login')
  await user.type(screen.getByLabelText('E-mail'), 'dana@northwind.example')
  await user.click(screen.getByRole('link', { name: 'Forgot password?' }))
  expect(await screen.findByRole('heading', { name: 'Forgot your password?' })).toBeVisible()
  expect(screen.getByLabelText('E-mail')).toHaveValue('dana@northwind.example')
  await user.click(screen.getByRole('button', { name: 'Send the link' }))
  expect(await screen.findByRole('heading', { name: 'Look into your inbox' })).toBeVisible()
  expect(screen.getByText(/If dana@northwind.example has an account/)).toBeVisible()
  expect(sent).toEqual({ email: 'dana@northwind.example' })
})

test('the length of a new password is counted while it is typed', async () => {
  const { user } = await renderApp('/reset/a-token')
  const password = screen.getByLabelText('New password')
  expect(password).toHaveAttribute('autocomplete', 'new-password')
  expect(screen.getByText(/^0 of \d+ characters$/)).toBeVisible()
  await user.type(password, 'short{Enter}')
  expect(await screen.findByText(/^Take at least/)).toBeVisible()
  await user.clear(password)
  await user.type(password, 'three words together')
  expect(screen.getByText('20 characters, long enough')).toBeVisible()
})

test('a reset saves, and then one signs in', async () => {
  let sent: unknown
  server.use(
    http.post('/api/auth/reset', async ({ request }) => {
      sent = await request.json()
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/reset/a-token')
  await user.type(screen.getByLabelText('New password'), 'three words together{Enter}')
  expect(await screen.findByRole('heading', { name: 'Your password is changed' })).toBeVisible()
  expect(sent).toEqual({ token: 'a-token', password: 'three words together' })
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login')
})

test('a refused password says why, and a dead link leads to a new one', async () => {
  server.use(
    http.post('/api/auth/reset', () =>
      failure(422, { field: 'password', message: 'Many people use this one.' }),
    ),
  )
  const { user } = await renderApp('/reset/a-token')
  await user.type(screen.getByLabelText('New password'), 'password123456{Enter}')
  expect(await screen.findByText('Many people use this one.')).toBeVisible()
  expect(screen.getByLabelText('New password')).toHaveValue('password123456')
  server.use(http.post('/api/auth/reset', () => failure(404)))
  await user.click(screen.getByRole('button', { name: 'Save the password' }))
  expect(await screen.findByRole('link', { name: 'Ask for a new link' })).toBeVisible()
})

test('an invitation says by whom, to what and as what, and is accepted', async () => {
  let sent: unknown
  server.use(
    http.get('/api/auth/invitations/:token', () => HttpResponse.json(invitationFacts())),
    http.post('/api/auth/invitations/:token', async ({ request, params }) => {
      sent = { ...((await request.json()) as object), token: params.token }
      return HttpResponse.json(signedIn())
    }),
  )
  const { user, address } = await renderApp('/invite/a-token')
  expect(await screen.findByRole('heading', { name: 'Join Northwind Store' })).toBeVisible()
  expect(screen.getByText(/^Dana Lee invites you as a reviewer/)).toBeVisible()
  expect(screen.getByLabelText('E-mail')).toHaveValue('sam@northwind.example')
  await user.click(screen.getByRole('button', { name: 'Join' }))
  expect(await screen.findByText('Enter your name.')).toBeVisible()
  await user.type(screen.getByLabelText('Your name'), 'Sam Ortiz')
  await user.type(screen.getByLabelText('Password'), 'three words together{Enter}')
  expect(await screen.findByRole('navigation', { name: 'Main' })).toBeVisible()
  expect(address()).toBe('/')
  expect(sent).toEqual({ name: 'Sam Ortiz', password: 'three words together', token: 'a-token' })
})

test('an invitation that is over says what to do; one that failed can be tried again', async () => {
  server.use(http.get('/api/auth/invitations/:token', () => failure(404)))
  const { router } = await renderApp('/invite/a-token')
  expect(
    await screen.findByRole('heading', { name: 'This invitation does not work any more' }),
  ).toBeVisible()
  expect(screen.getByRole('link', { name: 'Sign in' })).toBeVisible()
  server.use(http.get('/api/auth/invitations/:token', () => failure(500)))
  await router.navigate({ to: '/invite/$token', params: { token: 'another' } })
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible()
})
