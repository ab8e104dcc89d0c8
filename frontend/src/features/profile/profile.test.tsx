import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const CODES = ['aaaa-1111', 'bbbb-2222']
const SECRET = 'JBSWY3DPEHPK3PXP'

function withFactor() {
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ second_factor: true }) })),
    ),
  )
}

test('a changed name is shown everywhere', async () => {
  server.use(
    http.patch('/api/me', async ({ request }) =>
      HttpResponse.json(me((await request.json()) as { name: string })),
    ),
  )
  const { user } = await renderApp('/settings/profile')
  const name = await screen.findByLabelText('Name')
  expect(name).toHaveValue('Dana Lee')
  await user.clear(name)
  await user.click(screen.getAllByRole('button', { name: 'Save' })[0] as HTMLElement)
  expect(await screen.findByText('Enter your name.')).toBeVisible()
  await user.type(name, 'Dana Okafor{Enter}')
  expect(await screen.findByRole('button', { name: 'Account of Dana Okafor' })).toBeVisible()
  expect(screen.getByText('Your name is saved.')).toBeVisible()
})

test('a password is changed with the one before, and wrong ones are said at their field', async () => {
  let answer = () => failure(422, { field: 'current_password', message: 'No.' })
  const bodies: unknown[] = []
  server.use(
    http.post('/api/me/password', async ({ request }) => {
      bodies.push(await request.json())
      return answer()
    }),
  )
  const { user } = await renderApp('/settings/profile')
  await user.type(await screen.findByLabelText('Current password'), 'the old one')
  await user.type(screen.getByLabelText('New password'), 'three words together')
  await user.click(screen.getByRole('button', { name: 'Change the password' }))
  expect(await screen.findByText('This is not your password.')).toBeVisible()
  answer = () => new HttpResponse(null, { status: 204 }) as never
  await user.click(screen.getByRole('button', { name: 'Change the password' }))
  expect(await screen.findByText(/^Your password is changed/)).toBeVisible()
  expect(screen.getByLabelText('Current password')).toHaveValue('')
  expect(bodies[1]).toEqual({
    current_password: 'the old one',
    new_password: 'three words together',
  })
})

test('a second factor is set up: QR code, key, a code, and the recovery codes once', async () => {
  let tries = 0
  server.use(
    http.post('/api/me/second-factor', async ({ request }) => {
      const { password } = (await request.json()) as { password: string }
      if (password !== 'the old one') return failure(422, { field: 'password' })
      return HttpResponse.json({ secret: SECRET, uri: 'otpauth://x', qr_svg: '<svg/>' })
    }),
    http.post('/api/me/second-factor/confirm', () => {
      tries += 1
      if (tries === 1) return failure(422, { code: 'second_factor_wrong', field: 'code' })
      return HttpResponse.json({ recovery_codes: CODES })
    }),
  )
  const { user } = await renderApp('/settings/profile')
  const card = within(await screen.findByRole('region', { name: 'Second factor' }))
  expect(card.getByText('Off')).toBeVisible()
  await user.click(card.getByRole('button', { name: 'Set it up' }))
  const password = card.getByLabelText('Current password')
  await user.type(password, 'a guess{Enter}')
  expect(await card.findByText('This is not your password.')).toBeVisible()
  await user.clear(password)
  await user.type(password, 'the old one{Enter}')
  expect(await card.findByRole('img', { name: /QR code/ })).toHaveAttribute(
    'src',
    expect.stringMatching(/^data:image\/svg\+xml,%3Csvg%20xmlns/),
  )
  expect(card.getByText(SECRET)).toBeVisible()
  const code = card.getByLabelText('Code from the app')
  await user.type(code, '123{Enter}')
  expect(await card.findByText('The code has six digits.')).toBeVisible()
  await user.type(code, '456{Enter}')
  expect(await card.findByText(/^This code is not right/)).toBeVisible()
  await user.click(card.getByRole('button', { name: 'Turn it on' }))
  const codes = await card.findByRole('region', { name: 'Recovery codes' })
  expect(codes).toHaveTextContent('aaaa-1111')
  expect(card.getByText('On')).toBeVisible()
  await user.click(card.getByRole('button', { name: 'I have kept them' }))
  expect(screen.queryByText(/aaaa-1111/)).toBeNull()
})

test('recovery codes can be saved as a file', async () => {
  withFactor()
  const saved: string[] = []
  URL.createObjectURL = () => 'blob:codes'
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download)
  })
  server.use(
    http.post('/api/me/recovery-codes', () => HttpResponse.json({ recovery_codes: CODES })),
  )
  const { user } = await renderApp('/settings/profile')
  await user.click(await screen.findByRole('button', { name: 'New recovery codes' }))
  await user.type(screen.getByLabelText(/^Code from the app/), '123456{Enter}')
  await user.click(await screen.findByRole('button', { name: 'Download' }))
  expect(saved).toEqual(['secureflow-recovery-codes.txt'])
})

test('turning it off asks for password and code', async () => {
  withFactor()
  let sent: unknown
  server.use(
    http.post('/api/me/second-factor/remove', async ({ request }) => {
      sent = await request.json()
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/settings/profile')
  const card = within(await screen.findByRole('region', { name: 'Second factor' }))
  await user.click(card.getByRole('button', { name: 'Turn it off' }))
  await user.type(card.getByLabelText('Current password'), 'the old one')
  await user.type(card.getByLabelText(/^Code from the app/), '123 456')
  await user.click(card.getByRole('button', { name: 'Turn it off' }))
  expect(await card.findByRole('button', { name: 'Set it up' })).toBeVisible()
  expect(sent).toEqual({ password: 'the old one', code: '123456' })
})

test('what goes wrong is said where it was tried', async () => {
  server.use(
    http.patch('/api/me', () => failure(503, { message: 'Away.', fix: 'Try again soon.' })),
    http.post('/api/me/second-factor', () => failure(503, { message: 'No key box.' })),
  )
  const { user } = await renderApp('/settings/profile')
  await user.type(await screen.findByLabelText('Name'), ' Jr{Enter}')
  expect(await screen.findByText('Away. Try again soon.')).toBeVisible()
  const card = within(screen.getByRole('region', { name: 'Second factor' }))
  await user.click(card.getByRole('button', { name: 'Set it up' }))
  await user.type(card.getByLabelText('Current password'), 'the old one{Enter}')
  await waitFor(() => expect(screen.getByText('No key box.')).toBeVisible())
})

test('an operator of the platform, who has no merchant, signs in with a second factor, too', async () => {
  const operator = { ...me({ name: 'Ola Berg', role: 'operator', scopes: [] }), merchant: null }
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json({ ...signedIn(), me: operator })),
    http.patch('/api/me', () => HttpResponse.json({ ...operator, name: 'Ola Lind' })),
  )
  const { user, address } = await renderApp('/settings/profile')
  expect(await screen.findByRole('button', { name: 'Set it up' })).toBeVisible()
  expect(address()).toBe('/operator')
  await user.type(screen.getByLabelText('Name'), '!{Enter}')
  expect(await screen.findByText('Your name is saved.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible()
})
