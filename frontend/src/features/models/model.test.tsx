import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import type { Comparison } from '@/lib/api.gen'
import { comparison } from '@/testing/measured'
import { modelDetail, modelsAnswer } from '@/testing/models'
import { preview } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { failure, server } from '@/testing/server'
import { shareText, stepFrom } from './shares'
import { verdict } from './verdict'

vi.setConfig({ testTimeout: 30_000 })

const compared = (over: Partial<Comparison>) =>
  server.use(http.get('/api/models/comparison', () => HttpResponse.json(comparison(over))))

const card = async (name: string) => within(await screen.findByRole('region', { name }))

test('has everything of the registry: what for, of what, how made, and its fingerprint', async () => {
  await renderApp('/models/own-7')
  expect(await screen.findByRole('heading', { level: 1, name: 'own-7' })).toBeVisible()
  const facts = await card('What it is')
  expect(facts.getByText('92 fraud, 320 good, 61 reported, 351 reviewed')).toBeVisible()
  expect(facts.getByText('120 new labels')).toBeVisible()
  expect(facts.getByText(/^9f2c1d0e8a7b/)).toBeVisible()
  const inputs = await card('What it looks at')
  expect(
    inputs.getByRole('row', { name: 'Terminal: fraud, last 30 days Terminal: known fraud 52%' }),
  ).toBeVisible()
  const made = await card('How it was made')
  expect(made.getByText('{"seeds":3}')).toBeVisible()
  expect(made.getByText('1.9.1')).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Where they disagree' })).toBeNull()
})

test('a challenger shows where the two disagree and who was right', async () => {
  const { user } = await renderApp('/models/own-8')
  const differ = await card('Where they disagree')
  expect(
    differ.getByRole('row', {
      name: 'order-1284 $1,284.00 Approved, 31 In review, 87 Fraud The challenger',
    }),
  ).toBeVisible()
  expect(differ.getByRole('link', { name: '1290' })).toBeVisible()
  await user.click(differ.getByRole('switch', { name: 'Only where it is known who was right' }))
  expect(differ.queryByRole('link', { name: '1290' })).toBeNull()
  const gate = await card('May it be promoted?')
  expect(gate.getByText('Enough labels')).toHaveTextContent('Enough labels: Passed')
})

test('promoting says what it does to the reviews, needs a reason, and can be taken back', async () => {
  let sent: unknown
  server.use(
    http.post('/api/models/own-8/promote', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(modelDetail({ version: 'own-8' }))
    }),
  )
  const { user, address } = await renderApp('/models/own-8')
  await user.click(await screen.findByRole('link', { name: 'Promote' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Promote own-8' }))
  expect(drawer.getByText('About 24 now, 31 with it.')).toBeVisible()
  await user.type(drawer.getByLabelText('Why'), 'Cheaper for four days')
  await user.click(drawer.getByRole('button', { name: 'Put own-8 in charge' }))
  await waitFor(() => expect(address()).toBe('/models'))
  expect(sent).toEqual({ reason: 'Cheaper for four days' })
  await user.click(await screen.findByRole('button', { name: /Roll back/ }))
  expect(await screen.findByRole('dialog', { name: /^Roll back to/ })).toBeVisible()
})

test('a challenger that did not pass cannot be promoted, and says why', async () => {
  compared({
    gate: {
      passed: false,
      checks: [{ name: 'quality', passed: false, text: 'Worse by 0.11 to 0.19.' }],
    },
  })
  await renderApp('/models/own-8?do=promote')
  const drawer = within(await screen.findByRole('dialog', { name: 'Promote own-8' }))
  expect(drawer.getByText('Worse by 0.11 to 0.19.')).toBeVisible()
  expect(drawer.getByText('Not worse')).toHaveTextContent('Not worse: Not passed')
  expect(drawer.queryByRole('button', { name: /in charge/ })).toBeNull()
})

test('a version not in use can be tried as a shadow', async () => {
  let sent: unknown
  server.use(
    http.put('/api/models/challengers/own-5', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(modelsAnswer().challengers[0])
    }),
    http.get('/api/models/own-5', () =>
      HttpResponse.json(modelDetail({ version: 'own-5', is_champion: false })),
    ),
  )
  const { user } = await renderApp('/models/own-5')
  await user.click(await screen.findByRole('button', { name: 'Try as a shadow' }))
  expect(await screen.findByText('own-5 judges along as a shadow.')).toBeVisible()
  expect(sent).toEqual({ share: 0 })
})

test('an unknown version says so', async () => {
  server.use(http.get('/api/models/:version', () => failure(404, { code: 'not_found' })))
  await renderApp('/models/own-99')
  expect(
    await screen.findByRole('heading', { level: 1, name: 'There is no such model' }),
  ).toBeVisible()
})

test('money is a verdict only where its whole range is on one side', () => {
  const said = (low: string, high: string) =>
    verdict(comparison({ difference: { money: low.startsWith('-') ? '-10' : '10', low, high } }))
  expect(said('5', '20')).toBe('It would have saved $10 ($5 to $20).')
  expect(said('-40', '-2')).toBe('It would have cost $10 more ($2 to $40).')
  expect(said('-40', '20')).toBe(
    'Which one is cheaper cannot be told yet: between $20 saved and $40 lost.',
  )
  expect(said('0.00', '0.00')).toBe('So far they would have cost the same.')
  const nothing = { money: '0.00', low: '0.00', high: '0.00' }
  for (const over of [{ difference: null }, { difference: nothing, labelled: 0 }]) {
    expect(verdict(comparison(over))).toMatch(/once some of these orders are labelled/)
  }
})

test.each([
  [0, 'shadow, judges afterwards and decides nothing'],
  [0.05, 'canary, decides for 1 in 20 customers'],
  [0.25, 'A/B test, decides for 1 in 4 customers'],
  [0.3, 'A/B test, decides for 30% of customers'],
])('a share of %s is said as "%s"', (share, text) => {
  expect(shareText(share)).toBe(text)
})

test('steps lead from any share to the next that is offered', () => {
  expect(stepFrom(0, 1)).toBe(0.01)
  expect(stepFrom(0.3, -1)).toBe(0.25)
  expect(stepFrom(0, -1)).toBeUndefined()
})

/** A version that is not in charge. */
const challenger = () =>
  server.use(
    http.get('/api/models/own-8', () =>
      HttpResponse.json(modelDetail({ version: 'own-8', is_champion: false })),
    ),
  )

test('what a challenger would have saved is said in money, with rows to open', async () => {
  challenger()
  let asked: unknown
  server.use(
    http.post('/api/policies/preview', async ({ request }) => {
      asked = await request.json()
      return HttpResponse.json(preview())
    }),
  )
  await renderApp('/models/own-8')
  expect(await screen.findByRole('table', { name: 'Now against new' })).toBeVisible()
  await card('On your past orders, in money')
  expect(asked).toEqual({ model: 'own-8' })
})

test('a model that has scored no order says so, and how it comes to', async () => {
  challenger()
  server.use(
    http.post('/api/policies/preview', () =>
      failure(422, { code: 'invalid_input', field: 'model', message: 'own-8 scored none' }),
    ),
  )
  await renderApp('/models/own-8')
  const told = await card('On your past orders, in money')
  expect(await told.findByText('It has scored none of your orders yet')).toBeVisible()
})
