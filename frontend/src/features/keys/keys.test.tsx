import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { key, member } from '@/testing/people'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { stateOf } from './state'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const live = key()
const tester = key({ id: 13, name: 'Try out', mode: 'test', secret: 'sf_test_visible' })
const gone = key({ id: 14, name: 'Old till', revoked_at: '2026-11-01T00:00:00Z' })

function keys(...items: ReturnType<typeof key>[]) {
  server.use(http.get('/api/keys', () => HttpResponse.json({ items })))
}

const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))

test('keys in force come first; those that work no more are folded away', async () => {
  keys(live, tester, gone)
  const { user } = await renderApp('/settings/keys')
  const table = await screen.findByRole('region', { name: 'Keys in force' })
  expect(within(table).getAllByRole('row')).toHaveLength(3)
  expect(
    within(table).getByRole('row', { name: /Checkout sf_live_aB3dE… Live score/ }),
  ).toBeVisible()
  await user.click(screen.getByText('1 key that works no more'))
  const over = screen.getByRole('region', { name: 'Keys that work no more' })
  expect(over).toHaveTextContent('Old till')
  expect(over).toHaveTextContent('Revoked')
})

test('a test key can be looked up again, a live one cannot', async () => {
  keys(live, tester)
  const { user } = await renderApp('/settings/keys')
  await user.click(await screen.findByRole('link', { name: 'Try out' }))
  const shown = (await dialog('Try out')).getByRole('region', { name: 'Test key' })
  expect(shown).toHaveTextContent('sf_test_visible')
  await user.click((await dialog('Try out')).getByRole('button', { name: 'Close' }))
  await user.click(screen.getByRole('link', { name: 'Checkout' }))
  expect((await dialog('Checkout')).queryByRole('region')).toBeNull()
})

test('a new key is shown once', async () => {
  keys(live)
  let sent: Record<string, unknown> = {}
  server.use(
    http.post('/api/keys', async ({ request }) => {
      sent = (await request.json()) as Record<string, unknown>
      return HttpResponse.json(key({ id: 20, name: 'Till', secret: 'sf_live_once' }), {
        status: 201,
      })
    }),
  )
  const { user, address } = await renderApp('/settings/keys')
  await user.click(await screen.findByRole('link', { name: 'New key' }))
  const form = await dialog('New key')
  await user.click(form.getByRole('checkbox', { name: /^Score payments/ }))
  await user.click(form.getByRole('button', { name: 'Create the key' }))
  expect(await form.findByText('Give it a name.')).toBeVisible()
  expect(form.getByText('Choose at least one.')).toBeVisible()
  await user.type(form.getByLabelText('Name'), 'Till')
  await user.click(form.getByRole('radio', { name: 'Live' }))
  await user.click(form.getByRole('checkbox', { name: /^Score payments/ }))
  await user.click(form.getByRole('checkbox', { name: /^Read/ }))
  await user.type(form.getByLabelText(/^Only from/), '203.0.113.7{Enter}198.51.100.0/24')
  await user.selectOptions(form.getByLabelText('Until'), '90 days')
  await user.click(form.getByRole('button', { name: 'Create the key' }))
  const made = await dialog('Your new key')
  expect(made.getByRole('region', { name: 'Secret of the key' })).toHaveTextContent('sf_live_once')
  expect(made.getByRole('button', { name: 'Copy' })).toBeVisible()
  expect(made.getByRole('button', { name: 'Download' })).toBeVisible()
  await user.click(made.getByRole('button', { name: 'I have kept it' }))
  await waitFor(() => expect(address()).toBe('/settings/keys'))
  expect(screen.queryByText('sf_live_once')).toBeNull()
  const { expires_at, ...rest } = sent
  expect(rest).toEqual({
    name: 'Till',
    mode: 'live',
    scopes: ['score', 'read'],
    allowed_addresses: ['203.0.113.7', '198.51.100.0/24'],
  })
  expect(Date.parse(String(expires_at)) - Date.parse(inDays(90))).toBeLessThan(60_000)
})

test('a test key cannot be one that manages', async () => {
  const { user } = await renderApp('/settings/keys?key=new')
  const form = await dialog('New key')
  expect(form.queryByRole('checkbox', { name: /^Manage/ })).toBeNull()
  await user.click(form.getByRole('radio', { name: 'Live' }))
  await user.click(form.getByRole('checkbox', { name: /^Score payments/ }))
  await user.click(form.getByRole('checkbox', { name: /^Manage/ }))
  await user.click(form.getByRole('radio', { name: 'Test' }))
  await user.click(form.getByRole('button', { name: 'Create the key' }))
  expect(await form.findByText('Choose at least one.')).toBeVisible()
})

test('an address that is none is said at its field, and what was typed stays', async () => {
  server.use(
    http.post('/api/keys', () =>
      failure(422, { field: 'allowed_addresses[0]', message: 'till-1 is not an address.' }),
    ),
  )
  const { user } = await renderApp('/settings/keys?key=new')
  const form = await dialog('New key')
  await user.type(form.getByLabelText('Name'), 'Till')
  await user.type(form.getByLabelText(/^Only from/), 'till-1')
  await user.click(form.getByRole('button', { name: 'Create the key' }))
  expect(await form.findByText('Till-1 is not an address.')).toBeVisible()
  expect(form.getByLabelText('Name')).toHaveValue('Till')
})

test('a rotation says how long the old key works on, and shows the new one', async () => {
  keys(live)
  let sent: unknown
  server.use(
    http.post('/api/keys/12/rotate', async ({ request }) => {
      sent = await request.json()
      const created_at = new Date().toISOString()
      return HttpResponse.json(key({ id: 21, created_at, secret: 'sf_live_next' }), { status: 201 })
    }),
  )
  const { user } = await renderApp('/settings/keys?key=12')
  await user.click((await dialog('Checkout')).getByRole('button', { name: 'Rotate' }))
  const form = await dialog('Rotate Checkout')
  await user.selectOptions(form.getByLabelText('The old one works on for'), '3 days')
  await user.click(form.getByRole('button', { name: 'Rotate' }))
  const made = await dialog('Your new key')
  expect(made.getByText(/^The old key works until/)).toBeVisible()
  expect(made.getByText('sf_live_next')).toBeVisible()
  expect(sent).toEqual({ overlap_hours: 72 })
})

test('revoking asks once more, by name', async () => {
  keys(live)
  let revoked = false
  server.use(
    http.delete('/api/keys/12', () => {
      revoked = true
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/settings/keys?key=12')
  await user.click((await dialog('Checkout')).getByRole('button', { name: 'Revoke' }))
  const sure = await dialog('Revoke Checkout?')
  expect(sure.getByText(/^Calls with Checkout \(sf_live_aB3dE…\) are refused/)).toBeVisible()
  expect(revoked).toBe(false)
  await user.click(sure.getByRole('button', { name: 'Revoke Checkout' }))
  expect(await screen.findByText('Checkout is revoked.')).toBeVisible()
})

test('no key yet and a list that failed are different texts', async () => {
  keys()
  await renderApp('/settings/keys')
  expect(await screen.findByText('No key yet')).toBeVisible()
})

test('a failure can be tried again', async () => {
  server.use(http.get('/api/keys', () => failure(403, { message: 'Not now.' })))
  await renderApp('/settings/keys')
  expect(await screen.findByRole('alert')).toHaveTextContent('The keys could not be loaded')
})

test('whom the role keeps out is told who can help', async () => {
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'reviewer' }) })),
    ),
    http.get('/api/team', () =>
      HttpResponse.json({ items: [member({ name: 'Olga Brandt', role: 'owner' })] }),
    ),
  )
  await renderApp('/settings/keys')
  expect(await screen.findByText('Your role may not open this')).toBeVisible()
  expect(await screen.findByText(/Olga Brandt can change/)).toBeVisible()
})

test('a key works until it ends, is revoked, or its overlap is over', () => {
  const now = Date.parse('2026-11-21T10:00:00Z')
  const later = '2026-11-22T10:00:00Z'
  const before = '2026-11-20T10:00:00Z'
  expect(stateOf(key(), now)).toBe('active')
  expect(stateOf(key({ expires_at: before }), now)).toBe('expired')
  expect(stateOf(key({ expires_at: later, replaced_by: 2 }), now)).toBe('ending')
  expect(stateOf(key({ expires_at: before, replaced_by: 2 }), now)).toBe('replaced')
  expect(stateOf(key({ expires_at: later, revoked_at: before }), now)).toBe('revoked')
})
