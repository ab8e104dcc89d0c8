import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import type { FeedbackRequest } from '@/lib/api.gen'
import { renderApp } from '@/testing/render'
import { feedback, transaction, transactionRow } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { withFeedback } from './useFeedback'

function answers(order = transaction()) {
  server.use(http.get('/api/transactions/:id', () => HttpResponse.json(order)))
}

const answersSoFar = () => within(screen.getByRole('list', { name: 'Answers so far' }))

test('says what was decided, that nothing is calibrated, and what either mistake costs', async () => {
  answers()
  await renderApp('/transactions/1284')
  expect(await screen.findByRole('heading', { level: 1, name: '$1,284.00' })).toBeVisible()
  expect(
    await screen.findByRole('heading', { name: 'Held for review with a score of 87' }),
  ).toBeVisible()
  const call = screen.getByText(/How likely fraud is can be said after 200 labelled orders/)
  expect(call).toHaveTextContent(
    'Approving risks $1,284.00 if it is fraud, and a chargeback fee of $15.00; declining risks a good customer and a margin of $385.20.',
  )
  expect(
    screen.getByRole('img', {
      name: 'Score 87 of 100: review. Orders are reviewed from 45 and blocked from 92.',
    }),
  ).toBeVisible()
  expect(screen.getByText(/Scored with 8 of 10 signals/)).toHaveTextContent(
    'These would help most: the IP address shows many cards tried from one address; the terminal shows where earlier fraud was. How to send them.',
  )
  expect(screen.getByText('Would be approved below 180.')).toBeVisible()
})

test('a chance is said as a frequency, once there are labels enough', async () => {
  answers(transaction({ probability: 0.62 }))
  await renderApp('/transactions/1284')
  expect(await screen.findByRole('heading', { name: '62% likely to be fraud' })).toBeVisible()
  expect(screen.getByText(/^About 6 in 10 orders/)).toHaveTextContent(
    'About 6 in 10 orders that looked like this were fraud. Approving risks $796, and a chargeback fee of $15.00; declining risks a good customer and a margin of $385.20.',
  )
})

test('the order can be judged again, and says whether that gave the same', async () => {
  answers()
  const judged = { score: 87.4, anomaly_score: -0.12, probability: null, base_points: 12.4 }
  const both = { ...judged, reasons: null }
  let answer = { identical: true, differences: [] as string[] }
  server.use(
    http.get('/api/transactions/:id/replay', () =>
      HttpResponse.json({ ...answer, model_version: 'forest-1', stored: both, replayed: both }),
    ),
  )
  const { user } = await renderApp('/transactions/1284')
  const card = within(await screen.findByRole('region', { name: 'Judged again' }))
  expect(card.getByRole('link', { name: 'forest-1' })).toHaveAttribute('href', '/models/forest-1')
  await user.click(card.getByRole('button', { name: 'Judge again' }))
  expect(await card.findByText(/^Identical: a score of 87/)).toBeVisible()
  answer = { identical: false, differences: ['The score is 86.1.'] }
  await user.click(card.getByRole('button', { name: 'Judge again' }))
  expect(await card.findByRole('alert')).toHaveTextContent('Not identical: The score is 86.1.')
})

test('costs of the merchant are not mixed into another currency', async () => {
  answers(transaction({ currency: 'EUR' }))
  await renderApp('/transactions/1284')
  const call = await screen.findByText(/How likely fraud is/)
  expect(call).toHaveTextContent(
    'Approving risks €1,284.00 if it is fraud; declining risks a good customer.',
  )
  expect(call).not.toHaveTextContent('$')
})

test('W turns the reasons from words to a waterfall to a table, and the address follows', async () => {
  answers()
  const { user, address } = await renderApp('/transactions/1284')
  const why = within(await screen.findByRole('region', { name: 'Why 87' }))
  expect(why.getByText('Amount is 6.2 times what this category usually sees')).toBeVisible()
  expect(why.getByText('1,284 against 207')).toBeVisible()
  expect(why.getByText('+84')).toBeVisible()
  expect(why.getByText('−9')).toBeVisible()
  await user.keyboard('w')
  expect(await why.findByText('A typical order')).toBeVisible()
  expect(address()).toBe('/transactions/1284?why=waterfall')
  await user.keyboard('w')
  const table = within(await why.findByRole('table'))
  expect(table.getByRole('row', { name: 'Other signals together not sent −9.0' })).toBeVisible()
  expect(table.getByRole('row', { name: 'This order 87.4' })).toBeVisible()
})

test('shows every answer in order, and leaves out what was not sent', async () => {
  answers(
    transaction({
      label: { label: 'fraud', source: 'chargeback' },
      extra: { basket: ['shoes'], coupon: 'TEN' },
      feedback: [
        feedback({ id: 3, source: 'chargeback', created_by: 'bank' }),
        feedback({ id: 2, label: 'legitimate', notes: 'Called back.' }),
        feedback({ id: 1, counts: false }),
      ],
    }),
  )
  await renderApp('/transactions/1284')
  await screen.findByRole('list', { name: 'Answers so far' })
  const [bank, second, first] = answersSoFar().getAllByRole('listitem')
  expect(bank).toHaveTextContent('FraudCounts')
  expect(second).toHaveTextContent('LegitimateOutweighed')
  expect(second).toHaveTextContent('Called back.')
  expect(first).toHaveTextContent('FraudReplaced')
  expect(screen.getByText('Judged as fraud')).toBeVisible()
  expect(screen.getByText('["shoes"]')).toBeVisible()
  expect(screen.queryByText('IP address')).toBeNull()
})

test('feedback shows at once, is stored with source and note, and refreshes the page', async () => {
  let sent: FeedbackRequest | undefined
  let answer = () => {}
  const saved = new Promise<void>((resolve) => {
    answer = resolve
  })
  answers()
  server.use(
    http.post('/api/feedback', async ({ request }) => {
      sent = (await request.json()) as FeedbackRequest
      await saved
      const stored = feedback({ source: 'customer', notes: 'Never ordered it.' })
      answers(transaction({ feedback: [stored], label: { label: 'fraud', source: 'customer' } }))
      return HttpResponse.json(stored, { status: 201 })
    }),
  )
  const { user } = await renderApp('/transactions/1284')
  await user.selectOptions(await screen.findByLabelText('Who says so'), 'Customer')
  await user.type(screen.getByLabelText('Note (optional)'), ' Never ordered it. ')
  await user.click(screen.getByRole('button', { name: 'Fraud' }))
  expect(await screen.findByText('Judged as fraud')).toBeVisible()
  expect(answersSoFar().getByText('Never ordered it.')).toBeVisible()
  answer()
  expect(await screen.findByText('Saved as fraud.')).toBeVisible()
  expect(sent).toEqual({
    transaction_id: 1284,
    label: 'fraud',
    source: 'customer',
    notes: 'Never ordered it.',
  })
  await waitFor(() => expect(screen.getByLabelText('Note (optional)')).toHaveValue(''))
})

test('feedback that could not be saved goes away again, and what was typed stays', async () => {
  answers()
  server.use(http.post('/api/feedback', () => failure(503, { message: 'No database.' })))
  const { user } = await renderApp('/transactions/1284')
  await user.type(await screen.findByLabelText('Note (optional)'), 'Known buyer')
  await user.click(screen.getByRole('button', { name: 'Legitimate' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Not saved. Try again. No database. Reference req-1',
  )
  expect(screen.queryByText('Judged as legitimate')).toBeNull()
  expect(screen.queryByRole('list', { name: 'Answers so far' })).toBeNull()
  expect(screen.getByLabelText('Note (optional)')).toHaveValue('Known buyer')
})

test('what counts follows the strongest source, not the latest answer', () => {
  const bank = feedback({ id: 1, source: 'chargeback', label: 'fraud' })
  const reviewer = feedback({ id: 2, source: 'reviewer', label: 'fraud' })
  const order = withFeedback(
    transaction({ feedback: [reviewer, bank] }),
    feedback({ id: 3, source: 'reviewer', label: 'legitimate' }),
  )
  expect(order.label).toEqual({ label: 'fraud', source: 'chargeback' })
  expect(order.feedback.map((one) => one.counts)).toEqual([true, false, true])
})

test('goes back to the list it came from', async () => {
  answers()
  const { user, address } = await renderApp('/transactions?decision=review')
  await user.click((await screen.findAllByRole('link', { name: 'order-1284' }))[0] as HTMLElement)
  await screen.findByRole('heading', { level: 1, name: '$1,284.00' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(address()).toBe('/transactions?decision=review'))
})

test('[ and ] lead to the order of this customer before and after', async () => {
  answers()
  server.use(
    http.get('/api/transactions', ({ request }) => {
      const query = new URL(request.url).searchParams
      const items = [transactionRow()]
      if (query.get('sort') === '-occurred_at') items.push(transactionRow({ id: 77 }))
      return HttpResponse.json({ items, next_cursor: null })
    }),
  )
  const { user, address } = await renderApp('/transactions/1284')
  await screen.findByRole('heading', { level: 1, name: '$1,284.00' })
  await user.keyboard(']')
  expect(await screen.findByText('This customer has no order after this one.')).toBeVisible()
  await user.keyboard('[[')
  await waitFor(() => expect(address()).toBe('/transactions/77'))
})

test.each(['999999', 'abc'])('says that there is no order %s', async (id) => {
  server.use(http.get('/api/transactions/999999', () => failure(404, { code: 'not_found' })))
  await renderApp(`/transactions/${id}`)
  expect(await screen.findByText(/The link may be old/)).toBeVisible()
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('There is no such order')
})

test('an error can be tried again', async () => {
  server.use(http.get('/api/transactions/:id', () => failure(400), { once: true }))
  const { user } = await renderApp('/transactions/1284')
  expect(await screen.findByRole('alert')).toHaveTextContent('This order could not be loaded')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: '$1,284.00' })).toBeVisible()
})
