import { screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { renderApp } from '@/testing/render'
import { signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { typedEmail } from './fields'

beforeEach(() => {
  typedEmail.set('')
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

describe('the second factor', () => {
  const CODES = { required: 'second_factor_required', wrong: 'second_factor_wrong' }

  /** The right password asks for a code; only `right` is one. */
  function asksFor(right: string) {
    const bodies: unknown[] = []
    server.use(
      http.post('/api/auth/login', async ({ request }) => {
        const body = (await request.json()) as { code?: string }
        bodies.push(body)
        if (!body.code) return failure(401, { code: CODES.required })
        if (body.code !== right) return failure(401, { code: CODES.wrong })
        return HttpResponse.json(signedIn())
      }),
    )
    return bodies
  }

  test('is asked for after the password, and may be pasted with a space', async () => {
    const bodies = asksFor('123456')
    const { user, address } = await renderApp('/login?next=%2Fuploads')
    await signIn(user)
    const code = await screen.findByLabelText('Code')
    await waitFor(() => expect(code).toHaveFocus())
    expect(code).toHaveAttribute('autocomplete', 'one-time-code')
    expect(screen.queryByRole('alert')).toBeNull()
    await user.paste('123 456')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { name: 'Uploads' })).toBeVisible()
    expect(address()).toBe('/uploads')
    const sent = { email: 'dana@northwind.example', password: 'correct horse' }
    expect(bodies).toEqual([sent, { ...sent, code: '123456' }])
  })

  test('that is wrong is said at its field, again after the same mistake', async () => {
    asksFor('123456')
    const { user } = await renderApp('/login')
    await signIn(user)
    const code = await screen.findByLabelText('Code')
    for (const digits of ['654321', '654322']) {
      await user.clear(code)
      await user.type(code, digits)
      await user.keyboard('{Enter}')
      await waitFor(() => expect(code).toHaveAccessibleDescription(/^This code is not right/))
    }
    expect(code).toHaveValue('654322')
  })

  test('may be a recovery code instead, and there is a way back', async () => {
    asksFor('abcd-efgh')
    const { user } = await renderApp('/login')
    await signIn(user)
    await user.click(await screen.findByRole('button', { name: 'Use a recovery code' }))
    await user.type(screen.getByLabelText('Recovery code'), 'wrong-one')
    await user.keyboard('{Enter}')
    expect(await screen.findByText(/^This recovery code is not right/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Sign in as somebody else' }))
    expect(screen.getByLabelText('E-mail')).toHaveValue('dana@northwind.example')
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    await user.click(await screen.findByRole('button', { name: 'Use a recovery code' }))
    await user.type(screen.getByLabelText('Recovery code'), 'abcd-efgh{Enter}')
    expect(await screen.findByRole('navigation', { name: 'Main' })).toBeVisible()
  })
})

test('while signing in rests, the time left runs and the button waits', async () => {
  let attempts = 0
  server.use(
    http.post('/api/auth/login', () => {
      attempts += 1
      return failure(429, { code: 'locked' }, { 'Retry-After': '90' })
    }),
  )
  const { user } = await renderApp('/login')
  await signIn(user)
  const problem = await screen.findByRole('alert')
  expect(problem).toHaveTextContent(
    /^Too many attempts failed, so signing in rests until \d\d:\d\d/,
  )
  expect(problem).toHaveTextContent(/(90|89|88) s left/)
  await user.type(screen.getByLabelText('Password'), '{Enter}')
  expect(attempts).toBe(1)
  expect(screen.getByLabelText('Password')).toHaveValue('correct horse')
})
