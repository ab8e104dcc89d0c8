import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { goOffline } from '@/testing/offline'
import {
  allPolicies,
  policy,
  policyBefore,
  policyDetail,
  policyDraft,
  rule,
} from '@/testing/policies'
import { preview } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const asViewer = () =>
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'viewer', scopes: ['read'] }) })),
    ),
  )

const card = async (name: string) => within(await screen.findByRole('region', { name }))

test('the history says what decides, and of each policy what it changed and why', async () => {
  await renderApp('/rules/policies')
  expect(
    await screen.findByText('Policy 7 decides. None runs in shadow. One draft is being prepared.'),
  ).toBeVisible()
  const row = async (name: string) =>
    within((await screen.findByRole('link', { name })).closest('tr') as HTMLElement)
  const draft = await row('Policy 8')
  expect(draft.getByText('Draft')).toBeVisible()
  expect(draft.getByText('50 / 92')).toBeVisible()
  expect(draft.getByText('Lines to 50 and 92')).toBeVisible()
  expect((await row('Policy 7')).getByText('1 rule added')).toBeVisible()
  expect((await row('Policy 6')).getByText('The first one')).toBeVisible()
})

test('a draft is made with its reason and leads to its page', async () => {
  const sent: unknown[] = []
  server.use(
    http.post('/api/policies', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(policyDraft(), { status: 201 })
    }),
  )
  const { user, address } = await renderApp('/rules/policies')
  await user.click(await screen.findByRole('link', { name: 'Make a draft' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Make a draft' }))
  await user.click(drawer.getByRole('button', { name: 'Make a draft' }))
  expect(drawer.getByText('Say in a few words why.')).toBeVisible()
  await user.type(drawer.getByLabelText('Reason'), 'Too many reviews')
  await user.click(drawer.getByRole('button', { name: 'Make a draft' }))
  expect(await screen.findByRole('heading', { name: 'Policy 8' })).toBeVisible()
  expect(address()).toBe('/rules/policies/8')
  expect(sent).toEqual([{ reason: 'Too many reviews' }])
})

test('a draft says what it changes, what that would have done, and where it is worked on', async () => {
  await renderApp('/rules/policies/8')
  expect(await screen.findByText('A draft of Dana Lee. It decides nothing yet.')).toBeVisible()
  const changes = await card('What it changes')
  expect(changes.getByText('Against policy 7, which it was made from')).toBeVisible()
  expect(changes.getByRole('row', { name: /Review from 45 50/ })).toBeVisible()
  expect(changes.getByRole('link', { name: 'Move its lines' })).toHaveAttribute(
    'href',
    '/rules/thresholds?policy=8',
  )
  const effect = await card('What it would have done')
  expect(await effect.findByText('Fraud caught')).toBeVisible()
  expect((await card('One rule')).getByText(rule().sentence)).toBeVisible()
})

test('going live shows its price, needs a reason and can be rolled back at once', async () => {
  let sent: unknown
  let seen: string | null = null
  server.use(
    http.post('/api/policies/8/live', async ({ request }) => {
      seen = new URL(request.url).searchParams.get('seen')
      sent = await request.json()
      return HttpResponse.json(policyDraft({ state: 'live' }))
    }),
  )
  const { user } = await renderApp('/rules/policies/8?do=live')
  const drawer = within(await screen.findByRole('dialog', { name: 'Make policy 8 live' }))
  expect(await drawer.findByText('Reviews a day')).toBeVisible()
  await user.type(drawer.getByLabelText('Reason'), 'A good week in shadow')
  await user.click(drawer.getByRole('button', { name: 'Make it live' }))
  expect(await screen.findByText('Policy 8 is live.')).toBeVisible()
  expect(sent).toEqual({ reason: 'A good week in shadow' })
  expect(seen).toBe(policyDraft().revision)
  expect(screen.getByRole('button', { name: /Roll back/ })).toBeVisible()
})

test('the second of two people sees who was first, what differs, and goes on from there', async () => {
  const newer = policy({ version: 9, based_on: 7, block_line: 88, reason: 'Fewer chargebacks' })
  const told = policyDetail(newer)
  told.periods = told.periods.map((period) => ({ ...period, by: 'Sam Ortiz' }))
  const changed: unknown[] = []
  server.use(
    http.get('/api/policies', () =>
      HttpResponse.json({
        items: [newer, policyDraft(), policy({ state: 'replaced' }), policyBefore()],
        next_cursor: null,
      }),
    ),
    http.get('/api/policies/9', () => HttpResponse.json(told)),
    http.patch('/api/policies/8', async ({ request }) => {
      changed.push(await request.json())
      return HttpResponse.json(policyDraft({ based_on: 9 }))
    }),
  )
  const { user } = await renderApp('/rules/policies/8')
  const note = await card('Another policy went live meanwhile')
  expect(note.getByText('Sam Ortiz put policy 9 live meanwhile')).toBeVisible()
  expect(note.getByRole('row', { name: /Block from 92 88/ })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Make it live' })).toBeNull()
  await user.click(note.getByRole('button', { name: 'Follow policy 9' }))
  expect(await screen.findByText('Draft 8 follows policy 9 now.')).toBeVisible()
  expect(changed).toEqual([{ based_on: 9 }])
})

test('a refusal is told in words and nothing is lost', async () => {
  const message = 'Sam Ortiz put policy 9 live since this one was made from policy 7: mine'
  server.use(http.post('/api/policies/8/live', () => failure(409, { code: 'outdated', message })))
  const { user } = await renderApp('/rules/policies/8?do=live')
  const drawer = within(await screen.findByRole('dialog'))
  await user.type(drawer.getByLabelText('Reason'), 'A good week')
  await user.click(drawer.getByRole('button', { name: 'Make it live' }))
  expect(await drawer.findByText(`Nothing was changed. ${message}`)).toBeVisible()
  expect(drawer.getByLabelText('Reason')).toHaveValue('A good week')
})

test('a draft that a colleague changes meanwhile does not go live as it was not seen', async () => {
  const seen: (string | null)[] = []
  server.use(
    http.post('/api/policies/8/shadow', ({ request }) => {
      seen.push(new URL(request.url).searchParams.get('seen'))
      const changed = policyDetail(policyDraft({ revision: '0000000000000001', block_line: 60 }))
      server.use(http.get('/api/policies/8', () => HttpResponse.json(changed)))
      const message = 'Sam Ortiz changed policy 8 since you looked at it.'
      return failure(409, { code: 'outdated', message })
    }),
  )
  const { user } = await renderApp('/rules/policies/8?do=shadow')
  const drawer = within(await screen.findByRole('dialog'))
  await user.click(drawer.getByRole('button', { name: 'Run in shadow' }))
  expect(await drawer.findByText(/Sam Ortiz changed policy 8 since you looked at it/)).toBeVisible()
  expect(await drawer.findByText(/^Draft 8 was changed since you opened this/)).toBeVisible()
  await user.click(drawer.getByRole('button', { name: 'Run in shadow' }))
  await user.click(drawer.getByRole('button', { name: 'Look at it again' }))
  const changes = await card('What it changes')
  expect(changes.getByRole('row', { name: /Block from 92 60/ })).toBeVisible()
  expect(seen).toEqual([policyDraft().revision, policyDraft().revision])
})

const held = (orders: number, ...rest: number[]) =>
  [orders, ...rest].map((payments, place) => ({ policy: 7 - place, payments }))

test.each([
  [held(640), /^On 640 orders in .+, against policy 7, which decided$/],
  [held(600, 1), /, against what decided then: policy 7 on 600 orders and policy 6 on one order$/],
])('a shadow shows what it says, and what really decided meanwhile', async (against, said) => {
  const shadow = policyDraft({ state: 'shadow', shadow_since: '2026-11-21T10:00:00Z' })
  server.use(
    http.get('/api/policies', () =>
      HttpResponse.json({ items: [shadow, policy(), policyBefore()], next_cursor: null }),
    ),
    http.get('/api/policies/8', () => HttpResponse.json(policyDetail(shadow))),
    http.get('/api/policies/8/shadow', () =>
      HttpResponse.json(preview({ payments: 640, held_against: against })),
    ),
  )
  await renderApp('/rules/policies/8')
  const report = await card('What it says in shadow')
  expect(await report.findByText(said)).toBeVisible()
  expect(screen.getByRole('link', { name: 'End the shadow' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Delete' })).toBeNull()
})

test('the live policy is rolled back with a reason to the one before', async () => {
  server.use(
    http.post('/api/policies/7/rollback', () =>
      HttpResponse.json(policy({ state: 'rolled_back' })),
    ),
  )
  const { user } = await renderApp('/rules/policies/7')
  await user.click(await screen.findByRole('link', { name: 'Roll back' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Roll back policy 7' }))
  expect(drawer.getByText(/^Policy 6 decides again from the next order on/)).toBeVisible()
  await user.type(drawer.getByLabelText('Reason'), 'Declines good orders')
  await user.click(drawer.getByRole('button', { name: 'Roll back' }))
  expect(await screen.findByText('Policy 7 is rolled back. Policy 6 decides again.')).toBeVisible()
})

test('who may not steer reads everything and finds no control', async () => {
  asViewer()
  await renderApp('/rules/policies/8')
  expect((await card('What it changes')).queryByRole('link')).toBeNull()
  for (const name of ['Run in shadow', 'Make it live', 'Copy into a draft', 'Delete']) {
    expect(screen.queryByRole('link', { name })).toBeNull()
  }
})

test('a number that nobody has leads back, and a failure can be tried again', async () => {
  await renderApp('/rules/policies/99')
  expect(await screen.findByRole('heading', { name: 'There is no such policy' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Go to the history' })).toBeVisible()
  expect(allPolicies()).toHaveLength(3)
})

test('offline nothing is put live: the page and what is open over it say so', async () => {
  const { user } = await renderApp('/rules/policies/8')
  await user.click(await screen.findByRole('link', { name: 'Make it live' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Make policy 8 live' }))
  await user.type(drawer.getByLabelText('Reason'), 'A good week in shadow')
  goOffline()
  const live = drawer.getByRole('button', { name: 'Make it live' })
  expect(live).toHaveAccessibleDescription(/^You are offline/)
  await user.click(live)
  expect(drawer.getByLabelText('Reason')).toHaveValue('A good week in shadow')
  expect(drawer.queryByRole('alert')).toBeNull()
  await user.click(drawer.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByRole('button', { name: 'Make it live' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  expect(screen.getByText(/^You are offline/)).toBeVisible()
})

test('the first policy is of the service, and its having no rules is said', async () => {
  const first = policy({ version: 1, based_on: null, author: null, rules: [] })
  const periods = policyDetail(first).periods.map((period) => ({ ...period, by: null }))
  server.use(http.get('/api/policies/1', () => HttpResponse.json(policyDetail(first, { periods }))))
  await renderApp('/rules/policies/1')
  expect(await screen.findByText('The service put it live')).toBeVisible()
  expect((await card('No rules')).getByText(/^It has no rules/)).toBeVisible()
})
