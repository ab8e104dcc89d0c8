import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { AuditEvent } from '@/lib/api.gen'
import { renderApp, stubMedia } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const event = (over: Partial<AuditEvent> = {}): AuditEvent => ({
  id: 41,
  position: 7,
  at: '2026-11-21T09:30:00Z',
  actor_kind: 'user',
  actor_id: 1,
  actor_name: 'Dana Lee',
  action: 'member.role_changed',
  thing: 'user:3',
  before: { role: 'viewer', name: 'Sam' },
  after: { role: 'reviewer', name: 'Sam' },
  customer: null,
  address: '203.0.113.7',
  request_id: 'req-9',
  ...over,
})

let asked: URL[] = []
const answers = (...items: AuditEvent[]) =>
  server.use(
    http.get('/api/audit', ({ request }) => {
      asked.push(new URL(request.url))
      return HttpResponse.json({ items, next_cursor: 'next-1' })
    }),
  )

beforeEach(() => {
  asked = []
  stubMedia((query) => query.includes('min-width'))
  answers(event())
})

test('an event opens with what changed, field by field', async () => {
  const { user, address } = await renderApp('/settings/audit')
  await user.click(await screen.findByRole('link', { name: 'Role changed' }))
  expect(address()).toBe('/settings/audit?event=41')
  const drawer = within(await screen.findByRole('dialog', { name: 'Role changed' }))
  const diff = within(drawer.getByRole('region', { name: 'What changed' }))
  expect(diff.getByText('viewer').tagName).toBe('DEL')
  expect(diff.getByText('reviewer')).toBeVisible()
  // What stayed is said once.
  expect(diff.getAllByText('Sam')).toHaveLength(1)
})

test('filters stand in the address and reach the API in the zone of the merchant', async () => {
  const { user, address } = await renderApp('/settings/audit?from=2026-11-20&cursor=abc')
  expect(await screen.findByRole('link', { name: 'Role changed' })).toBeVisible()
  expect(asked.at(-1)?.searchParams.get('from')).toBe('2026-11-20T00:00:00.000Z')
  await user.selectOptions(screen.getByLabelText('What'), 'API keys')
  await user.type(screen.getByLabelText('Who'), 'Dana')
  await user.click(screen.getByRole('button', { name: 'Apply' }))
  expect(address()).toBe('/settings/audit?actor=Dana&action=key&from=2026-11-20')
  await screen.findByRole('link', { name: 'Clear filters' })
  expect(asked.at(-1)?.searchParams.get('action')).toBe('key')
  expect(asked.at(-1)?.searchParams.get('cursor')).toBeNull()
})

test('pages are addresses', async () => {
  const { user, address } = await renderApp('/settings/audit')
  await user.click(await screen.findByRole('link', { name: 'Next' }))
  expect(address()).toBe('/settings/audit?cursor=next-1')
})

test('both exports carry the token and the filters', async () => {
  const saved: string[] = []
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x' }))
  URL.revokeObjectURL = () => {}
  HTMLAnchorElement.prototype.click = function click() {
    saved.push(this.download)
  }
  const seen: string[] = []
  server.use(
    http.get('/api/audit/export.:format', ({ request }) => {
      const { pathname, search } = new URL(request.url)
      seen.push(pathname + search)
      expect(request.headers.get('Authorization')).toMatch(/^Bearer /)
      return HttpResponse.text('line')
    }),
  )
  const { user } = await renderApp('/settings/audit?action=key')
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  await user.click(screen.getByRole('button', { name: 'JSON lines' }))
  await vi.waitFor(() => expect(saved).toEqual(['secureflow-audit.csv', 'secureflow-audit.jsonl']))
  expect(seen).toEqual(['/api/audit/export.csv?action=key', '/api/audit/export.jsonl?action=key'])
})

test('nothing yet, no match and a failure are three texts', async () => {
  answers()
  const { router } = await renderApp('/settings/audit')
  expect(await screen.findByText('Nothing on record yet')).toBeVisible()
  await router.navigate({ to: '/settings/audit', search: { thing: 'key:9' } })
  expect(await screen.findByText('No event matches')).toBeVisible()
  server.use(http.get('/api/audit', () => failure(403, { message: 'Not for you.' })))
  await router.navigate({ to: '/settings/audit', search: { thing: 'key:8' } })
  expect(await screen.findByText(/Not for you/)).toBeVisible()
})

test('a reviewer is told who can help', async () => {
  const reviewer = signedIn({ me: me({ role: 'reviewer' }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(reviewer)))
  await renderApp('/settings/audit')
  expect(await screen.findByText('Your role may not open this')).toBeVisible()
  expect(asked).toEqual([])
})
