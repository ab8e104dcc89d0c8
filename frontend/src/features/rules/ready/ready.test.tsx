import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import type { PreviewRequest, ReadyRule } from '@/lib/api.gen'
import { policy, policyDraft, rule } from '@/testing/policies'
import { preview, ruleCaught } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

vi.setConfig({ testTimeout: 30_000 })

function ready(over: Partial<ReadyRule> = {}): ReadyRule {
  return {
    key: 'busy_device',
    name: 'A device that never rests',
    attack: 'Card testing',
    says: 'Scripts pay all day from one device; people do not.',
    effect: 'review',
    points: 0,
    parameters: [
      {
        name: 'payments',
        label: 'Earlier payments in 24 hours',
        value: 12,
        default: 12,
        low: 3,
        high: 1000,
        unit: '',
      },
    ],
    sentence: 'Review if earlier payments from the device in 24 hours are at least 12',
    is_on: false,
    rule_id: null,
    problems: [],
    ...over,
  }
}

const thief = ready({
  key: 'card_with_fraud',
  name: 'Card with known fraud',
  attack: 'Repeated fraud',
  sentence: 'Block if time since the last fraud of the card is under 180 days',
  parameters: [],
  is_on: true,
  rule_id: 31,
  problems: [{ kind: 'not_sent', text: 'You have never sent `card`.' }],
})
const asked: PreviewRequest[] = []

beforeEach(() => {
  asked.length = 0
  server.use(
    http.get('/api/rules/ready', () => HttpResponse.json({ policy: 7, items: [ready(), thief] })),
    http.post('/api/policies/preview', async ({ request }) => {
      asked.push((await request.json()) as PreviewRequest)
      const sentence = `Asked ${asked.length}`
      return HttpResponse.json(preview({ rule: ruleCaught({ sentence }) }))
    }),
  )
})

test('says how many answer which attacks, which are on, and what never fires here', async () => {
  await renderApp('/rules/ready')
  expect(
    await screen.findByText('2 rules answer 2 kinds of attack; one of them is on.'),
  ).toBeVisible()
  const group = within(screen.getByRole('region', { name: 'Repeated fraud' }))
  expect(group.getByText('On')).toBeVisible()
  expect(group.getByText('Would not fire here')).toBeVisible()
  expect(group.getByText(thief.sentence)).toBeVisible()
  expect(
    within(screen.getByRole('region', { name: 'Card testing' })).getByText('Off'),
  ).toBeVisible()
})

test('the address holds what is looked for, and nothing found is said', async () => {
  const { user, address } = await renderApp('/rules/ready?attack=Card+testing')
  await screen.findByRole('link', { name: 'A device that never rests' })
  expect(screen.queryByRole('region', { name: 'Repeated fraud' })).not.toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'On' }))
  expect(await screen.findByText('No ready rule matches')).toBeVisible()
  expect(address()).toContain('shown=on')
  await user.click(screen.getByRole('link', { name: 'Show all' }))
  expect(await screen.findByRole('region', { name: 'Repeated fraud' })).toBeVisible()
})

test('a draft that has it otherwise is named, with the way there', async () => {
  const draft = policyDraft({ rules: [rule({ ready: 'busy_device' })] })
  server.use(
    http.get('/api/policies', () =>
      HttpResponse.json({ items: [draft, policy()], next_cursor: null }),
    ),
  )
  await renderApp('/rules/ready')
  const way = await screen.findByRole('link', { name: 'On in draft 8' })
  expect(way).toHaveAttribute('href', '/rules/policies/8')
})

test('its numbers are tried before it is switched on, and go into a draft', async () => {
  const saved: unknown[] = []
  server.use(
    http.patch('/api/policies/:version', async ({ request, params }) => {
      saved.push([params.version, await request.json()])
      return HttpResponse.json(policyDraft())
    }),
  )
  const { user } = await renderApp('/rules/ready')
  await user.click(await screen.findByRole('link', { name: 'A device that never rests' }))
  await screen.findByText(/It would have caught 37 orders/)
  const said = { key: 'busy_device', effect: 'review', is_on: true }
  expect(asked).toEqual([{ ready: { ...said, parameters: { payments: 12 } } }])
  const field = screen.getByRole('textbox', { name: 'Earlier payments in 24 hours' })
  await user.clear(field)
  expect(field).toHaveAccessibleDescription(/A number from 3 to 1,000/)
  expect(screen.getByRole('button', { name: 'Switch on' })).toHaveAttribute('aria-disabled', 'true')
  await user.type(field, '5')
  expect(await screen.findByText('Asked 2')).toBeVisible()
  expect(asked.at(-1)?.ready?.parameters).toEqual({ payments: 5 })
  await user.click(screen.getByRole('button', { name: 'Switch on' }))
  await user.click(await screen.findByRole('button', { name: 'Save as draft' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  const change = { is_on: true, effect: 'review', parameters: { payments: 5 } }
  expect(saved).toEqual([['8', { overrides: { busy_device: change } }]])
})

test('what is on shows what switching it off would mean, and leads to how right it was', async () => {
  await renderApp('/rules/ready?rule=card_with_fraud')
  expect(await screen.findByRole('region', { name: 'If it were switched off' })).toBeVisible()
  expect(screen.getByText('You have never sent `card`.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Switch off' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'How right it was' })).toHaveAttribute(
    'href',
    '/rules/31',
  )
  await waitFor(() => expect(asked[0]?.ready?.is_on).toBe(false))
})

test('in a draft it says that all else of the draft is counted in', async () => {
  await renderApp('/rules/ready?policy=8&rule=busy_device')
  const said = 'With all else that policy 8 changes, held against policy 7, which is live.'
  expect(await screen.findByText(said)).toBeVisible()
})

test('whoever may not manage reads the numbers and changes nothing', async () => {
  const viewer = me({ role: 'viewer', scopes: ['read'] })
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(signedIn({ me: viewer }))),
    http.get('/api/me', () => HttpResponse.json(viewer)),
  )
  await renderApp('/rules/ready?rule=busy_device')
  expect(await screen.findByText('An admin switches rules on and off.')).toBeVisible()
  expect(screen.getByText('Earlier payments in 24 hours')).toBeVisible()
  expect(screen.queryByRole('textbox', { name: /Earlier/ })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Switch on' })).not.toBeInTheDocument()
})

test('a failure is told with a way to try again', async () => {
  server.use(http.get('/api/rules/ready', () => failure(500)))
  await renderApp('/rules/ready')
  expect(await screen.findByText('The ready rules could not be loaded')).toBeVisible()
})

test('before the first order no figure is shown, and it is switched on all the same', async () => {
  const none = preview({ payments: 0, rule: ruleCaught({ payments: 0 }) })
  server.use(http.post('/api/policies/preview', () => HttpResponse.json(none)))
  await renderApp('/rules/ready?rule=busy_device')
  const effect = within(await screen.findByRole('region', { name: 'If it were on' }))
  expect(await effect.findByText(/^There are no orders yet to try it on/)).toBeVisible()
  expect(effect.queryByRole('table')).toBeNull()
  expect(screen.getByRole('button', { name: 'Switch on' })).toBeEnabled()
})
