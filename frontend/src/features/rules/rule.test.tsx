import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import type { RuleDetail } from '@/lib/api.gen'
import { ruleDetail, ruleQuality, ruleSnooze, ruleVersion } from '@/testing/knownRules'
import { policyDetail, policyDraft } from '@/testing/policies'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const answer = (over: Partial<RuleDetail>) =>
  server.use(http.get('/api/rules/12', () => HttpResponse.json(ruleDetail(over))))

const GONE = 'It was last in policy 7, which another replaced.'
const off = (over: Partial<RuleDetail> = {}) =>
  answer({
    state: 'off',
    why_not_live: GONE,
    versions: [ruleVersion({ state: 'replaced', ended_at: '2026-11-20T10:00:00Z' })],
    ...over,
  })

test('a rule: how right it is, each figure with how many it rests on', async () => {
  const { user, address } = await renderApp('/rules/12')
  expect(await screen.findByRole('heading', { level: 1, name: 'High first orders' })).toBeVisible()
  const lead =
    'Live, and it fired on 31 orders in 28 days. Of the 15 whose outcome is known, 12 were fraud.'
  expect(screen.getByText(lead)).toBeVisible()
  const quality = within(await screen.findByRole('region', { name: 'How right it is' }))
  expect(await quality.findByText('It fired on 31 orders, $21,840 together.')).toBeVisible()
  const right = quality.getByText(
    '80% of the 15 with a known outcome were fraud (95% sure: 55% to 93%).',
  )
  expect(right).toHaveAttribute('title', expect.stringContaining('Precision'))
  expect(quality.getByText('$9,120 in 12 orders')).toBeVisible()
  expect(quality.getByText('2 of 31 hits')).toBeVisible()
  const overlap = within(screen.getByRole('region', { name: 'Other rules on the same orders' }))
  expect(overlap.getByRole('link', { name: 'Stolen cards' })).toHaveAttribute('href', '/rules/13')
  expect(overlap.getByText('4 orders, 13%')).toBeVisible()
  const rows = within(screen.getByRole('region', { name: 'Orders it fired on' }))
  expect(rows.getByRole('link', { name: 'order-48213' })).toHaveAttribute(
    'href',
    '/transactions/48213',
  )
  await user.click(quality.getByRole('radio', { name: 'One year' }))
  await waitFor(() => expect(address()).toBe('/rules/12?days=365'))
})

test('no hits, no known outcome, and hits that never happened are said as such', async () => {
  answer({ hits: 0, fraud: 0, good: 0 })
  const none = ruleQuality({ hits: 0, fraud: 0, good: 0, unknown: 0, rows: [], overlap: [] })
  const unknown = { count: 0, of: 0, value: null, low: null, high: null }
  server.use(
    http.get('/api/rules/:id/quality', ({ request }) => {
      const days = new URL(request.url).searchParams.get('days')
      if (days !== '7') return HttpResponse.json(none)
      const over = { hits: 3, fraud: 0, good: 0, unknown: 3, precision: unknown, decided: null }
      return HttpResponse.json(ruleQuality({ ...over, source: 'computed' }))
    }),
  )
  const { user } = await renderApp('/rules/12')
  expect(await screen.findByText('It fired on no order of these days')).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Orders it fired on' })).toBeNull()
  await user.click(screen.getByRole('radio', { name: '7 days' }))
  expect(await screen.findByText('The outcome of none of them is known.')).toBeVisible()
  expect(screen.getByText(/It would have fired on 3 orders/)).toBeVisible()
  expect(screen.getByText(/It is not live: these are the orders/)).toBeVisible()
  expect(screen.queryByText('Called wrong by reviewers')).toBeNull()
})

test('what each policy said is told once, and where the rule is at work', async () => {
  const versions = [
    ruleVersion({ policy: 8, state: 'draft', live_at: null }),
    ruleVersion(),
    ruleVersion({ policy: 6, state: 'replaced', sentence: 'Review if amount is over 900' }),
  ]
  answer({ versions })
  await renderApp('/rules/12')
  const history = within(await screen.findByRole('region', { name: 'In each policy' }))
  expect(history.getAllByText('The same as before')).toHaveLength(1)
  expect(history.getByText(/Review if amount is over 900/)).toBeVisible()
  const facts = within(screen.getByRole('region', { name: 'What it says' }))
  expect(facts.getByRole('link', { name: 'Policy 8' })).toHaveAttribute('href', '/rules/policies/8')
  expect(facts.queryByRole('link', { name: 'Policy 6' })).toBeNull()
})

test('it is made silent for a customer, and woken', async () => {
  let snoozed: RuleDetail['snoozed'] = []
  const sent: unknown[] = []
  server.use(
    http.get('/api/rules/12', () => HttpResponse.json(ruleDetail({ snoozed }))),
    http.post('/api/rules/12/snoozes', async ({ request }) => {
      const body = (await request.json()) as { value: string }
      sent.push(body)
      if (body.value === 'nobody') {
        return failure(422, { field: 'value', message: 'value: is no customer' })
      }
      snoozed = [ruleSnooze({ value: body.value })]
      return HttpResponse.json(snoozed[0], { status: 201 })
    }),
    http.delete('/api/rules/12/snoozes/3', () => {
      snoozed = []
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = await renderApp('/rules/12')
  await user.click(await screen.findByRole('button', { name: 'Snooze' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Snooze' }))
  const send = drawer.getByRole('button', { name: 'Snooze' })
  await user.click(send)
  expect(await drawer.findByText('Say for whom.')).toBeVisible()
  await user.type(drawer.getByLabelText('Value'), 'nobody')
  await user.click(send)
  expect(await drawer.findByText('Is no customer.')).toBeVisible()
  await user.clear(drawer.getByLabelText('Value'))
  await user.type(drawer.getByLabelText('Value'), 'c-17')
  await user.click(send)
  const wake = await screen.findByRole('button', { name: 'Wake it for c-17' })
  expect(sent.at(-1)).toMatchObject({ kind: 'customer', value: 'c-17' })
  await user.click(wake)
  expect(await screen.findByText('For nobody: it speaks of every order.')).toBeVisible()
})

test('a live rule is taken out by way of a draft', async () => {
  const asked: string[] = []
  server.use(
    http.delete('/api/rules/12', ({ request }) => {
      asked.push(new URL(request.url).search)
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user, address } = await renderApp('/rules/12')
  await user.click(await screen.findByRole('link', { name: 'Take out' }))
  const dialog = within(await screen.findByRole('dialog', { name: /Take “High first orders” out/ }))
  // Who adds to a draft is told what goes live with it.
  expect(
    await dialog.findByText(/^It has the lines .* All of it goes live together\.$/),
  ).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Save as draft' }))
  await waitFor(() => expect(asked).toEqual(['?policy=8']))
  await waitFor(() => expect(address()).toBe('/rules/12'))
})

test('a rule of the shadow is taken out in a copy of it, which goes again where it cannot be', async () => {
  answer({ state: 'shadow', policy: 8, versions: [ruleVersion({ policy: 8, state: 'shadow' })] })
  const asked: unknown[] = []
  const note = async ({ request }: { request: Request }) =>
    asked.push([request.method, request.url.split('/api')[1], await request.clone().text()])
  let fails = true
  server.use(
    http.post('/api/policies', async (call) => {
      await note(call)
      return HttpResponse.json(policyDraft({ version: 9 }), { status: 201 })
    }),
    http.delete('/api/rules/12', async (call) => {
      await note(call)
      return fails
        ? failure(409, { message: 'It broke.' })
        : new HttpResponse(null, { status: 204 })
    }),
    http.delete('/api/policies/9', async (call) => {
      await note(call)
      return new HttpResponse(null, { status: 204 })
    }),
    http.get('/api/policies/9', () => HttpResponse.json(policyDetail(policyDraft({ version: 9 })))),
  )
  const { user, address } = await renderApp('/rules/12')
  await user.click(await screen.findByRole('link', { name: 'Take out' }))
  const dialog = within(await screen.findByRole('dialog', { name: /Take “High first orders” out/ }))
  expect(dialog.getByText(/^Policy 8 runs in shadow and cannot be changed/)).toBeVisible()
  await user.type(dialog.getByLabelText('Reason'), 'Hits good orders')
  const send = dialog.getByRole('button', { name: 'Make the draft' })
  await user.click(send)
  expect(await dialog.findByText(/It broke/)).toBeVisible()
  const made = ['POST', '/policies', JSON.stringify({ reason: 'Hits good orders', copy_of: 8 })]
  const out = ['DELETE', '/rules/12?policy=9', '']
  expect(asked).toEqual([made, out, ['DELETE', '/policies/9', '']])
  fails = false
  await user.click(send)
  await waitFor(() => expect(address()).toBe('/rules/policies/9'))
  expect(asked.slice(3)).toEqual([made, out])
})

test('one that no policy has is deleted or put back, and a deleted one only copied', async () => {
  off()
  server.use(http.delete('/api/rules/12', () => new HttpResponse(null, { status: 204 })))
  const { user, address } = await renderApp('/rules/12')
  expect(await screen.findByText(GONE)).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Take out' })).toBeNull()
  expect(screen.getByRole('link', { name: 'Put back' })).toHaveAttribute('href', '/rules/12/edit')
  await user.click(screen.getByRole('link', { name: 'Delete' }))
  const dialog = within(await screen.findByRole('dialog', { name: /Delete “High first orders”/ }))
  await user.click(dialog.getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(address()).toBe('/rules'))
})

test('a deleted rule says so and offers its copy alone', async () => {
  off({ why_not_live: 'It was deleted on 21 November 2026.', deleted_at: '2026-11-21T09:30:00Z' })
  await renderApp('/rules/12?do=delete')
  expect(await screen.findByText('It was deleted on 21 November 2026.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Copy' })).toHaveAttribute('href', '/rules/new?from=12')
  expect(screen.queryByRole('link', { name: 'Put back' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Snooze' })).toBeNull()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('whoever may only look sees no way to change it, and who may', async () => {
  const viewer = signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(viewer)))
  await renderApp('/rules/12?do=remove')
  expect(await screen.findByText(/Who may manage rules can snooze it/)).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Change' })).toBeNull()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a rule nobody knows is said, Escape goes back, and a failure can be tried again', async () => {
  server.use(http.get('/api/rules/:id', () => failure(404, { code: 'not_found' })))
  const { user, address } = await renderApp('/rules/99')
  const head = await screen.findByRole('heading', { level: 1, name: 'There is no such rule' })
  expect(head).toBeVisible()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(address()).toBe('/rules'))
  server.use(http.get('/api/rules/:id/quality', () => failure(400, { message: 'It broke.' })))
  answer({})
  await user.click(await screen.findByRole('link', { name: 'High first orders' }))
  expect(await screen.findByText('How right it is could not be worked out')).toBeVisible()
  expect(screen.getByText('For nobody: it speaks of every order.')).toBeVisible()
})
