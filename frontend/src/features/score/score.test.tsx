import { screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { session } from '@/lib/session'
import { renderApp } from '@/testing/render'
import { prediction } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const SLOW = { timeout: 8_000 }
vi.setConfig({ testTimeout: 30_000 })
beforeEach(() => sessionStorage.clear())

const amount = () => screen.findByLabelText('Amount', {}, SLOW)

test('Enter sends, and the answer stands beside the form with its reasons and its command', async () => {
  let sent: unknown
  server.use(
    http.post('/api/predict', async ({ request }) => {
      sent = await request.json()
      return HttpResponse.json(prediction())
    }),
  )
  const { user } = await renderApp('/score')
  await user.type(await amount(), '1284')
  await user.type(screen.getByLabelText(/^Category/), 'electronics{Enter}')
  expect(await screen.findByText('Review. High risk, score 87 of 100.', {}, SLOW)).toBeVisible()
  expect(sent).toEqual({ amount: '1284', merchant_category: 'electronics' })
  expect(
    await screen.findByText(
      /^Hold it for a person. Sent to review by the score, from 45 on/,
      {},
      SLOW,
    ),
  ).toBeVisible()
  expect(screen.getByText(/Amount is 6.2 times what this category usually sees/)).toBeVisible()
  expect(screen.getByText(/^curl -s/)).toHaveTextContent('"merchant_category": "electronics"')
  expect(screen.getByText('Open the transaction')).toHaveAttribute('href', '/transactions/1284')
  expect(sessionStorage.getItem('sf-score')).toBeNull()
})

test('nothing is sent without an amount', async () => {
  const { user } = await renderApp('/score')
  await user.type(await amount(), '{Enter}')
  expect(await screen.findByText('Enter the amount.')).toBeVisible()
  expect(document.activeElement).toBe(await amount())
})

test('what the API refuses lands on its field, also behind More signals', async () => {
  const taken = { code: 'conflict', field: 'external_id', message: 'external_id: was used before' }
  server.use(http.post('/api/predict', () => failure(409, taken)))
  const { user } = await renderApp('/score')
  await user.type(await amount(), '5{Enter}')
  expect(await screen.findByText(/This id was used before/, {}, SLOW)).toBeVisible()
  const field = screen.getByLabelText('Your id')
  expect(field).toHaveAccessibleDescription(/This id was used before for another payment/)
  expect(document.activeElement).toBe(field)
})

test('without a model it says so, what to do, and that nothing entered is lost', async () => {
  const none = { message: 'There is no model yet.', fix: 'Run `secureflow train`.' }
  server.use(http.post('/api/predict', () => failure(503, none)))
  const { user } = await renderApp('/score')
  await user.type(await amount(), '5{Enter}')
  const notice = await screen.findByRole('alert', {}, SLOW)
  expect(notice).toHaveTextContent(
    'There is no model yet. Run `secureflow train`. What you entered is kept.',
  )
  expect(await amount()).toHaveValue('5')
})

test('what was entered survives a session that ran out, not a sign-out', async () => {
  const { user, router } = await renderApp('/score')
  await user.type(await amount(), '77')
  session.end()
  await screen.findByLabelText('Password', {}, SLOW)
  session.reset()
  await router.navigate({ to: '/score' })
  expect(await screen.findByText('What you had entered before is back.', {}, SLOW)).toBeVisible()
  expect(await amount()).toHaveValue('77')
  await session.signOut()
  expect(sessionStorage.getItem('sf-score')).toBeNull()
})

test('a stored answer is called one', async () => {
  server.use(
    http.post('/api/predict', () => HttpResponse.json(prediction({ data_source: 'replay' }))),
  )
  const { user } = await renderApp('/score')
  await user.click(await screen.findByText('Use an example', {}, SLOW))
  await user.type(await amount(), '{Enter}')
  expect(await screen.findByText(/stored answer of an earlier/, {}, SLOW)).toBeVisible()
})
