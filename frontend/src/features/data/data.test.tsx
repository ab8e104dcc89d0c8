import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { Privacy } from '@/lib/api.gen'
import { renderApp, stubMedia } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const PRIVACY: Privacy = {
  retention: { transactions_days: 1095, uploads_days: 365, security_events_days: 365 },
  hash_personal: false,
}

const as = (role: string) =>
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(signedIn({ me: me({ role }) }))),
  )

const refused = () =>
  failure(422, { code: 'invalid_input', message: 'password: is wrong', field: 'password' })

beforeEach(() => {
  stubMedia((query) => query.includes('min-width'))
  as('owner')
  server.use(http.get('/api/privacy', () => HttpResponse.json(PRIVACY)))
})

test('an owner changes how long data is kept and what can be read', async () => {
  const sent: unknown[] = []
  server.use(
    http.put('/api/privacy', async ({ request }) => {
      const body = (await request.json()) as Privacy & { password?: string }
      sent.push(body)
      if (body.password !== 'my own password') return refused()
      const { password: _, ...answer } = body
      return HttpResponse.json(answer)
    }),
  )
  const { user } = await renderApp('/settings/data')
  const days = await screen.findByLabelText(/^Payments and their feedback/)
  await user.clear(days)
  await user.type(days, '12')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Enter a whole number from 30 to 3,650.')).toBeVisible()
  expect(sent).toEqual([])

  await user.clear(days)
  await user.type(days, '400')
  expect(screen.getByText(/^Shorter than before/)).toBeVisible()
  await user.click(screen.getByRole('switch', { name: 'Store both as keyed hashes' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Enter your password.')).toBeVisible()
  expect(sent).toEqual([])
  await user.type(screen.getByLabelText('Your password'), 'another')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('This is not your password.')).toBeVisible()
  await user.clear(screen.getByLabelText('Your password'))
  await user.type(screen.getByLabelText('Your password'), 'my own password')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Saved.')).toBeVisible()
  expect(sent.at(-1)).toEqual({
    retention: { ...PRIVACY.retention, transactions_days: 400 },
    hash_personal: true,
    password: 'my own password',
  })
})

test('what keeps more asks for no password', async () => {
  const sent: unknown[] = []
  server.use(
    http.put('/api/privacy', async ({ request }) => {
      const body = await request.json()
      sent.push(body)
      return HttpResponse.json(body as Privacy)
    }),
  )
  const { user } = await renderApp('/settings/data')
  const days = await screen.findByLabelText(/^Payments and their feedback/)
  await user.clear(days)
  await user.type(days, '1200')
  expect(screen.queryByLabelText('Your password')).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Saved.')).toBeVisible()
  expect(sent).toEqual([
    { ...PRIVACY, retention: { ...PRIVACY.retention, transactions_days: 1200 } },
  ])
})

test('an admin sees it and is told who may change it', async () => {
  as('admin')
  await renderApp('/settings/data')
  expect(await screen.findByText('Only an owner may change this.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument()
  expect(screen.getByRole('switch')).toBeDisabled()
  expect(screen.getByText('An owner can erase a customer.')).toBeVisible()
})

test('erasing asks for the reference once more, typed, and for the password', async () => {
  const erased: string[] = []
  server.use(
    http.post('/api/customers/:customer/erase', async ({ params, request }) => {
      const { password } = (await request.json()) as { password: string }
      if (password !== 'my own password') return refused()
      erased.push(String(params.customer))
      const counts = { transactions: 12, notes: 1, audit_events: 0 }
      return HttpResponse.json({ ...counts, pseudonym: 'erased-1f' })
    }),
  )
  const { user } = await renderApp('/settings/data')
  await user.click(screen.getByRole('button', { name: 'Erase' }))
  expect(screen.getByText('Enter the reference of a customer.')).toBeVisible()
  await user.type(screen.getByLabelText('Customer'), 'cus/118')
  await user.click(screen.getByRole('button', { name: 'Erase' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Erase cus/118?' }))
  await user.click(drawer.getByRole('button', { name: 'Erase for good' }))
  expect(drawer.getByText('This is not the same reference.')).toBeVisible()
  expect(erased).toEqual([])
  expect(drawer.getByText('Enter your password.')).toBeVisible()
  await user.type(drawer.getByLabelText('Type cus/118 to confirm'), 'cus/118')
  await user.type(drawer.getByLabelText('Your password'), 'another')
  await user.click(drawer.getByRole('button', { name: 'Erase for good' }))
  expect(await drawer.findByText('This is not your password.')).toBeVisible()
  expect(erased).toEqual([])
  await user.clear(drawer.getByLabelText('Your password'))
  await user.type(drawer.getByLabelText('Your password'), 'my own password')
  await user.click(drawer.getByRole('button', { name: 'Erase for good' }))
  expect(await screen.findByText('Erased. 12 payments belong to erased-1f now.')).toBeVisible()
  expect(erased).toEqual(['cus/118'])
})

test('an export of nobody is said in words', async () => {
  server.use(http.get('/api/customers/:customer/export', () => failure(404)))
  const { user } = await renderApp('/settings/data')
  await user.type(screen.getByLabelText('Customer'), 'nobody')
  await user.click(screen.getByRole('button', { name: 'Export' }))
  expect(await screen.findByText('Nothing is stored of this customer.')).toBeVisible()
})

test('settings that cannot be loaded leave the rest of the page', async () => {
  server.use(http.get('/api/privacy', () => failure(404, { message: 'Away.' })))
  await renderApp('/settings/data')
  expect(await screen.findByText('The settings could not be loaded')).toBeVisible()
  expect(screen.getByRole('region', { name: 'One customer' })).toBeVisible()
})
