import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import type { PolicyChange, PreviewRequest, Shield } from '@/lib/api.gen'
import { happen } from '@/testing/events'
import { preview } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { burst, shield } from '@/testing/shield'
import { headline } from './words'

function answers(over: Partial<Shield> = {}) {
  server.use(http.get('/api/shield', () => HttpResponse.json(shield(over))))
}

const region = async (name: string) => within(await screen.findByRole('region', { name }))

test.each<[Partial<Shield>, string]>([
  [{ bursts: [] }, 'The shield stopped 1,664 orders in 28 days; nothing is under attack now.'],
  [{}, 'The shield stopped 1,664 orders in 28 days; one burst is on now.'],
  [
    { effect: 'review', bursts: [burst(), burst({ key: 'b' })] },
    'The shield sent 1,664 orders to review in 28 days; 2 bursts are on now.',
  ],
  [
    { mode: 'shadow', bursts: [] },
    'In shadow the shield stops nobody; it would have stopped 1,664 orders in 28 days; nothing is under attack now.',
  ],
  [
    { days: [], bursts: [] },
    'The shield had nothing to stop in 28 days; nothing is under attack now.',
  ],
  [{ mode: 'off' }, 'The shield is off and stops nobody.'],
])('the answer comes first: %#', (over, text) => {
  expect(headline(shield(over))).toBe(text)
})

test('a burst says what it shares, what became of it, and leads to its orders', async () => {
  answers({ bursts: [burst(), burst({ key: 'b', kind: 'email', value: 'hmac:0a1b' })] })
  await renderApp('/rules/shield')
  const bursts = await region('Bursts on now')
  const [first, second] = bursts.getAllByRole('listitem')
  expect(first).toHaveTextContent('From one address 203.0.113.7')
  expect(first).toHaveTextContent('1,664 stopped, 7 let through')
  expect(second).toHaveTextContent('With e-mails of one pattern hidden, as you keep it')
  expect(bursts.getByRole('link', { name: /Open the orders.*203\.0\.113\.7/ })).toHaveAttribute(
    'href',
    '/transactions?burst=ip&from=2026-11-21',
  )
  const watches = await region('What it watches')
  expect(watches.getByText(/In any 10 minutes/)).toBeVisible()
  expect(watches.getByRole('row', { name: 'The first digits of cards 25' })).toBeVisible()
  expect(watches.getByText(/ends by itself 60 minutes after/)).toBeVisible()
})

test('a burst that was no attack is let go after a question', async () => {
  let now = shield()
  let key = ''
  server.use(
    http.get('/api/shield', () => HttpResponse.json(now)),
    http.post('/api/shield/bursts/:key/release', ({ params }) => {
      key = String(params.key)
      now = shield({ bursts: [] })
      return HttpResponse.json(burst())
    }),
  )
  const { user } = await renderApp('/rules/shield')
  await user.click(await screen.findByRole('button', { name: /^This was no attack/ }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Let this burst go?' }))
  await user.click(dialog.getByRole('button', { name: 'Yes, it was no attack' }))
  expect(await screen.findByText(/none is called there for a day/)).toBeVisible()
  expect(await screen.findByText('Nothing is under attack')).toBeVisible()
  expect(key).toBe(burst().key)
})

test('another setting is previewed in money and saved in a draft', async () => {
  answers({ bursts: [] })
  const asked: PreviewRequest[] = []
  let sent: PolicyChange | undefined
  server.use(
    http.post('/api/policies/preview', async ({ request }) => {
      asked.push((await request.json()) as PreviewRequest)
      return HttpResponse.json(preview())
    }),
    http.patch('/api/policies/:version', async ({ request }) => {
      sent = (await request.json()) as PolicyChange
      return HttpResponse.json({ version: 9, state: 'draft' })
    }),
    http.post('/api/policies', () => HttpResponse.json({ version: 9, state: 'draft' })),
    http.get('/api/policies', () => HttpResponse.json({ items: [], next_cursor: null })),
  )
  const { user } = await renderApp('/rules/shield')
  const card = await region('What it does')
  expect(card.queryByRole('button')).toBeNull()
  await user.click(card.getByRole('radio', { name: 'Sent to review' }))
  expect(await card.findByRole('heading', { name: 'What would change' })).toBeVisible()
  await waitFor(() => expect(asked.at(-1)).toEqual({ shield: { mode: 'live', effect: 'review' } }))
  await user.click(card.getByRole('button', { name: 'Save as draft' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(await dialog.findByRole('textbox'), 'Let people look')
  await user.click(dialog.getByRole('button', { name: /save/i }))
  await waitFor(() => expect(sent).toEqual({ shield: { mode: 'live', effect: 'review' } }))
})

test('a burst that begins is said, and the page follows', async () => {
  let now = shield({ bursts: [] })
  server.use(http.get('/api/shield', () => HttpResponse.json(now)))
  await renderApp('/rules/shield')
  await screen.findByText('Nothing is under attack')
  now = shield()
  await waitFor(() => expect(happen('shield.burst', { count: 1 })).toBeGreaterThan(0))
  expect(await screen.findByText('A burst of newcomers has begun.')).toBeVisible()
  expect(await screen.findByText('203.0.113.7')).toBeVisible()
})

test('who may not change it reads how it is set, without controls', async () => {
  const reviewer = me({ role: 'reviewer', scopes: ['read', 'feedback'] })
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(signedIn({ me: reviewer }))),
    http.get('/api/me', () => HttpResponse.json(reviewer)),
  )
  answers({ mode: 'shadow', bursts: [burst({ stopped: 0, let_through: 40 })] })
  await renderApp('/rules/shield')
  const card = await region('What it does')
  expect(card.getByText('Shadow')).toBeVisible()
  expect(card.queryByRole('radio')).toBeNull()
  expect(await screen.findByText(/none stopped, as it is in shadow, 40 let through/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /no attack/ })).toBeNull()
  expect(await screen.findByText(/Orders a day that it would have stopped/)).toBeVisible()
})

test('what could not be loaded can be asked for again', async () => {
  server.use(http.get('/api/shield', () => failure(500)))
  const { user } = await renderApp('/rules/shield')
  expect(await screen.findByText('The shield could not be loaded')).toBeVisible()
  answers()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('203.0.113.7')).toBeVisible()
})
