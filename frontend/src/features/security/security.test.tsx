import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { SecurityEvent } from '@/lib/api.gen'
import { renderApp, stubMedia } from '@/testing/render'
import { failure, server } from '@/testing/server'

const event = (over: Partial<SecurityEvent> = {}): SecurityEvent => ({
  id: 5,
  at: '2026-11-21T09:30:00Z',
  last_at: '2026-11-21T09:30:40Z',
  kind: 'token.reused',
  severity: 'high',
  details: { session: 12 },
  address: '203.0.113.7',
  request_id: 'req-9',
  count: 3,
  ...over,
})

let asked: URL[] = []
const answers = (...items: SecurityEvent[]) =>
  server.use(
    http.get('/api/security-events', ({ request }) => {
      asked.push(new URL(request.url))
      return HttpResponse.json({ items, next_cursor: null })
    }),
  )

beforeEach(() => {
  asked = []
  stubMedia((query) => query.includes('min-width'))
  answers(event())
})

test('an event says what it means, how often and from where', async () => {
  const { user } = await renderApp('/settings/security')
  const table = within(await screen.findByRole('region', { name: 'Security events, newest first' }))
  expect(table.getByText('High')).toBeVisible()
  expect(table.getByText('203.0.113.7')).toBeVisible()
  await user.click(table.getByRole('link', { name: 'Session token used twice' }))
  const drawer = within(await screen.findByRole('dialog'))
  expect(drawer.getByText(/somebody may have copied it/)).toBeVisible()
  expect(drawer.getByText('session')).toBeVisible()
})

test('severity and kind narrow the list through the address', async () => {
  const { user, address } = await renderApp('/settings/security')
  await screen.findByText('203.0.113.7')
  await user.selectOptions(screen.getByLabelText('Severity'), 'Medium')
  await user.selectOptions(screen.getByLabelText('Kind'), 'Failed sign-in')
  expect(address()).toBe('/settings/security?severity=medium&kind=login.failed')
  await screen.findByText('203.0.113.7')
  expect(asked.at(-1)?.search).toContain('severity=medium')
})

test('nothing, no match and a failure are three texts', async () => {
  answers()
  const { router, user } = await renderApp('/settings/security')
  expect(await screen.findByText('Nothing has looked like an attack')).toBeVisible()
  await router.navigate({ to: '/settings/security', search: { severity: 'low' } })
  expect(await screen.findByText('No event matches')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(await screen.findByText('Nothing has looked like an attack')).toBeVisible()
  server.use(http.get('/api/security-events', () => failure(403, { message: 'Not for you.' })))
  await router.navigate({ to: '/settings/security', search: { severity: 'high' } })
  expect(await screen.findByText(/Not for you/)).toBeVisible()
})
