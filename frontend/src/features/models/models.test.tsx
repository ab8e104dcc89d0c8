import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test, vi } from 'vitest'
import type { Models } from '@/lib/api.gen'
import { baseModel, modelDetail, modelsAnswer, run } from '@/testing/models'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

vi.setConfig({ testTimeout: 30_000 })

const answers = (over: Partial<Models>) =>
  server.use(http.get('/api/models', () => HttpResponse.json(modelsAnswer(over))))

const card = async (name: string) => within(await screen.findByRole('region', { name }))

test('says in a sentence how well the model in charge does, then what it is and rests on', async () => {
  await renderApp('/models')
  expect(
    await screen.findByText(
      'Your model finds 88% of fraud; 64% of what it puts first really is fraud.',
    ),
  ).toBeVisible()
  const champion = await card('In charge')
  expect(champion.getByRole('link', { name: 'own-7' })).toHaveAttribute('href', '/models/own-7')
  expect(champion.getByText('88%')).toBeVisible()
  expect(champion.getByText('82% to 93%, on 412 labels')).toBeVisible()
  expect(champion.getByText(/Of its judgement about 6 in 10 comes from labels/)).toBeVisible()
  expect(champion.getByText('Better on November')).toBeVisible()
  const sources = await card('Where labels come from')
  expect(sources.getByText('412 in all: 92 fraud, 320 good.')).toBeVisible()
})

test('without labels nothing is made up: it says what is missing and how to send it', async () => {
  answers({
    champion: baseModel(),
    follows_base: true,
    challengers: [],
    labels: {
      total: 0,
      fraud: 0,
      legitimate: 0,
      by_source: {},
      held_back: 0,
      held_back_fraud: 0,
      needed_for_probability: 200,
      needed_fraud_for_probability: 20,
    },
    learned_share: 0,
    can_roll_back_to: null,
    runs: [],
    changes: [],
  })
  server.use(
    http.get('/api/models/quality', () => HttpResponse.json({ version: null, points: [] })),
    http.get('/api/models/:version', () =>
      HttpResponse.json(
        modelDetail({
          ...baseModel(),
          metrics: {
            average_precision: null,
            precision_at_budget: null,
            recall_at_budget: null,
            recall_at_1pct_fpr: null,
            calibration: null,
          },
        }),
      ),
    ),
  )
  await renderApp('/models')
  expect(await screen.findByText(/judged by the shared base model/)).toBeVisible()
  const sources = await card('Where labels come from')
  expect(sources.getByRole('link', { name: 'How to send chargebacks' })).toHaveAttribute(
    'href',
    '/docs/feedback',
  )
  const chance = await card('Is the chance right?')
  expect(
    chance.getByText(
      /needs 200 labels on later orders, 20 of them fraud; there are 0, 0 of them fraud/,
    ),
  ).toBeVisible()
  expect(await screen.findByText('No week has been measured yet')).toBeVisible()
  expect(await screen.findByText('No challenger')).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Roll back' })).toBeNull()
})

test('a figure of the weeks stands in the address, with its range in the table', async () => {
  const { user, address } = await renderApp('/models')
  const weeks = await card('Quality, week by week')
  expect(weeks.getByRole('img')).toHaveAccessibleName(/^Ranking: 73% in the week of/)
  await user.click(weeks.getByRole('radio', { name: 'Fraud found' }))
  expect(address()).toBe('/models?figure=recall')
  await user.click((await card('Quality, week by week')).getByRole('button', { name: /table/ }))
  expect(screen.getByRole('row', { name: '16 Nov 83% 77% to 88% 12' })).toBeVisible()
  expect(screen.getByRole('row', { name: /2 Nov Not known yet/ })).toBeVisible()
})

test('drift comes in words first, the most changed signal first', async () => {
  const { user } = await renderApp('/models')
  const drift = await card('Do orders still look the same?')
  expect(drift.getByText(/^1 signal has changed a lot/)).toBeVisible()
  const names = drift.getAllByRole('img').map((each) => each.getAttribute('aria-label'))
  expect(names).toEqual([
    'The score itself: stable.',
    'Amount against the customer’s usual: changed.',
    'Customer: orders in a day: shifted.',
    'Hour: stable.',
  ])
  expect(drift.getByText('10% then, 30% now')).toBeVisible()
  await user.click(drift.getByRole('button', { name: 'View as table' }))
  expect(
    drift.getByRole('row', {
      name: 'Amount against the customer’s usual Changed 0.41 2% then, 12% now',
    }),
  ).toBeVisible()
})

test('a challenger gets more customers step by step, and the step can be taken back', async () => {
  const sent: unknown[] = []
  server.use(
    http.put('/api/models/challengers/own-8', async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json(modelsAnswer().challengers[0])
    }),
  )
  const { user } = await renderApp('/models')
  const challengers = await card('Challengers')
  expect(await challengers.findByText('It would have saved $420 ($120 to $730).')).toBeVisible()
  expect(challengers.getByText(/shadow, judges afterwards/)).toBeVisible()
  await user.click(challengers.getByRole('button', { name: 'More customers for own-8' }))
  await user.click(await screen.findByRole('button', { name: /Undo/ }))
  await waitFor(() => expect(sent).toEqual([{ share: 0.01 }, { share: 0 }]))
})

test('training asks for a reason and then shows how far it is', async () => {
  let asked: unknown
  server.use(
    http.post('/api/models/train', async ({ request }) => {
      asked = await request.json()
      answers({
        runs: [
          run({
            id: 32,
            state: 'running',
            step: 'Reading payments',
            done: 3_000,
            total: 12_000,
            eta_seconds: 40,
            finished_at: null,
            version: null,
          }),
          run({ state: 'failed', version: null, error: 'Too few payments: 12 of 1,000.' }),
        ],
      })
      return HttpResponse.json(run({ state: 'queued', finished_at: null }), { status: 202 })
    }),
  )
  const { user, address } = await renderApp('/models')
  await user.click(await screen.findByRole('link', { name: 'Train now' }))
  const drawer = within(await screen.findByRole('dialog', { name: 'Train a new model' }))
  await user.click(drawer.getByRole('button', { name: 'Train' }))
  expect(drawer.getByText('Write a reason of a few words.')).toBeVisible()
  await user.type(drawer.getByLabelText('Why'), 'New chargebacks')
  await user.click(drawer.getByRole('button', { name: 'Train' }))
  expect(
    await screen.findByText('Reading payments, 3,000 of 12,000, about 40 s left'),
  ).toBeVisible()
  expect(asked).toEqual({ kind: 'train', reason: 'New chargebacks' })
  expect(screen.getByText('Too few payments: 12 of 1,000.')).toBeVisible()
  await waitFor(() => expect(address()).toBe('/models'))
})

test('rolling back needs a reason, and says what it was refused for', async () => {
  server.use(
    http.post('/api/models/rollback', () =>
      failure(409, { code: 'conflict', message: 'Somebody else was faster.' }),
    ),
  )
  const { user } = await renderApp('/models?do=rollback')
  const drawer = within(await screen.findByRole('dialog', { name: 'Roll back to own-6' }))
  await user.type(drawer.getByLabelText('Why'), 'Too many good orders stopped')
  await user.click(drawer.getByRole('button', { name: 'Roll back' }))
  expect(await drawer.findByRole('alert')).toHaveTextContent(
    'It was not done. Somebody else was faster.',
  )
})

test('who may only read sees no way to change anything, also by link', async () => {
  const reviewer = signedIn({ me: me({ role: 'reviewer' }) })
  server.use(http.post('/api/auth/refresh', () => HttpResponse.json(reviewer)))
  await renderApp('/models?do=rollback')
  await card('Challengers')
  for (const name of [/Train/, /Roll back/, /customers for/, /End the trial/]) {
    expect(screen.queryByRole('button', { name })).toBeNull()
    expect(screen.queryByRole('link', { name })).toBeNull()
  }
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a panel that fails leaves the others', async () => {
  server.use(http.get('/api/models/drift', () => failure(400, { message: 'Not now.' })))
  await renderApp('/models')
  const drift = await card('Do orders still look the same?')
  expect(await drift.findByText('Not now.')).toBeVisible()
  expect((await card('Quality, week by week')).getByRole('img')).toBeVisible()
})
