import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import type { Preview, PreviewRequest } from '@/lib/api.gen'
import { preview } from '@/testing/previews'
import { renderApp, renderPart } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { server } from '@/testing/server'
import { SaveBar } from './SaveBar'

/** The lines as they are; `preview()` is the answer to 50 and 80. */
function asItIs(over: Partial<Preview> = {}): Preview {
  const { now } = preview()
  const zero = { value: 0, low: 0, high: 0 }
  return preview({
    new: now,
    change: { fraud_caught: zero, blocks_right: zero, good_declined: zero, reviews_a_day: zero },
    saving: { amount: '0.00', low: '0.00', high: '0.00', currency: 'USD' },
    rows: { ...preview().rows, changed: 0, sample: [] },
    ...over,
  })
}

function answering(over: Partial<Preview> = {}): PreviewRequest[] {
  const asked: PreviewRequest[] = []
  server.use(
    http.post('/api/policies/preview', async ({ request }) => {
      const body = (await request.json()) as PreviewRequest
      asked.push(body)
      return HttpResponse.json(body.lines ? preview(over) : asItIs(over))
    }),
  )
  return asked
}

const handle = (name: string) => screen.getByRole('slider', { name })

test('moving a line is counted at once, asked after a rest and kept in the address', async () => {
  const asked = answering()
  const { user, address } = await renderApp('/rules/thresholds')
  const block = await screen.findByLabelText('Block from')
  expect(screen.getByText(/^See what moving a line would have done/)).toHaveTextContent(
    'from 24 Oct to 21 Nov.',
  )
  expect(screen.getByText('1,000 orders, 60 with a known outcome')).toBeVisible()
  expect(screen.getByText(/^No more and no less saved/)).toBeVisible()
  expect(screen.queryByText(/^95% sure/)).toBeNull()
  expect(await screen.findByText('No order would be decided otherwise.')).toBeVisible()
  expect(asked).toEqual([{}])

  const review = screen.getByLabelText('Review from')
  await user.clear(review)
  await user.type(review, '50{Enter}')
  const high = handle('Block line')
  for (const key of ['PageDown', 'ArrowLeft', 'ArrowDown']) fireEvent.keyDown(high, { key })
  expect(block).toHaveValue('80')
  const row = screen.getByRole('row', { name: /^Fraud caught/ })
  expect(row).toHaveTextContent('of 2090%85%−5 pt, worse')
  expect(screen.getByText('$81').parentElement).toHaveTextContent('$81 less saved over 28 days')
  expect(screen.getByText(/^Scores under 50 pass\. 50 to 79 wait/)).toBeVisible()
  expect(screen.queryByText(/too few days/)).toBeNull()

  await waitFor(() => expect(row).toHaveTextContent('−16 to 0 pt'))
  expect(await screen.findByText(/^42 orders would be decided otherwise/)).toBeVisible()
  expect(address()).toBe('/rules/thresholds?review=50&block=80')
  expect(asked.at(-1)).toEqual({ lines: { review: 50, block: 80 } })

  await user.click(screen.getByRole('button', { name: 'Reset' }))
  expect(block).toHaveValue('92')
  await waitFor(() => expect(address()).toBe('/rules/thresholds'))
})

test('an address opens with its lines, and a point of the curve puts the block line there', async () => {
  answering()
  const { user } = await renderApp('/rules/thresholds?review=50&block=80')
  expect(await screen.findByText(/^42 orders would be decided otherwise/)).toBeVisible()
  const card = within(screen.getByRole('region', { name: 'Net saving by block line' }))
  expect(card.getByRole('img', { name: /^With the block line at 80, \$1,771/ })).toBeVisible()
  expect(card.getByText('now 92')).toBeVisible()
  fireEvent.keyDown(card.getByRole('slider', { name: 'Point of the curve' }), { key: 'Enter' })
  expect(screen.getByLabelText('Block from')).toHaveValue('100')
  await user.click(card.getByRole('button', { name: 'View as table' }))
  expect(card.getByRole('row', { name: /^80 \$1,771/ })).toHaveTextContent('−$81')
})

test('a line that cannot be is refused in words and moves nothing', async () => {
  answering()
  const { user } = await renderApp('/rules/thresholds')
  const review = await screen.findByLabelText('Review from')
  await user.clear(review)
  await user.type(review, '95{Enter}')
  expect(screen.getByRole('alert')).toHaveTextContent('Must not lie above the block line, 92.')
  expect(handle('Review line')).toHaveAttribute('aria-valuenow', '45')
  await user.clear(review)
  await user.type(review, '5.55{Tab}')
  expect(screen.getByRole('alert')).toHaveTextContent('Write a score from 0 to 100')
})

test('the lines of a draft are held against the live ones', async () => {
  const asked = answering({ based_on: 9 })
  await renderApp('/rules/thresholds?policy=9')
  expect(await screen.findByText(/^These are the lines of policy 9/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open policy 9' })).toHaveAttribute(
    'href',
    '/rules/policies/9',
  )
  expect(asked).toEqual([{ policy: 9 }])
})

test('a shop without orders is told what would be here, and can set its lines', async () => {
  const nothing = { by_lines: [], held: [] }
  answering({
    payments: 0,
    labelled: 0,
    starts_at: null,
    ends_at: null,
    buckets: { ...preview().buckets, ...nothing },
  })
  const { user } = await renderApp('/rules/thresholds')
  expect(await screen.findByText('No orders to try the lines on yet')).toBeVisible()
  for (const name of ['Net saving by block line', 'Where the lines sit']) {
    expect(screen.queryByRole('region', { name })).toBeNull()
  }
  const review = screen.getByLabelText('Review from')
  await user.clear(review)
  await user.type(review, '46{Enter}')
  expect(screen.getByText(/^Scores under 46 pass/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Save as draft' })).not.toHaveAttribute('aria-disabled')
})

test('who only reads can try the lines and not save them', async () => {
  answering()
  const viewer = me({ role: 'viewer', scopes: ['read'] })
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(signedIn({ me: viewer }))),
    http.get('/api/me', () => HttpResponse.json(viewer)),
  )
  await renderApp('/rules/thresholds?review=50&block=80')
  expect(await screen.findByRole('button', { name: 'Reset' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Save as draft' })).toBeNull()
  expect(screen.queryByRole('link', { name: 'Change the costs' })).toBeNull()
})

test('to run lines in the shadow they are put into a draft first', async () => {
  const done: unknown[] = []
  server.use(
    http.get('/api/policies', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('/api/policies', () => HttpResponse.json({ version: 8 }, { status: 201 })),
    http.patch('/api/policies/8', async ({ request }) => {
      done.push(await request.json())
      return HttpResponse.json({ version: 8 })
    }),
    http.post('/api/policies/8/shadow', () => {
      done.push('shadow')
      return HttpResponse.json({ version: 8 })
    }),
  )
  const lines = { review: 50, block: 80 }
  const { user } = await renderPart(
    <SaveBar lines={lines} isMoved draft={undefined} onReset={() => undefined} />,
  )
  await user.click(screen.getByRole('button', { name: 'Shadow it' }))
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Save these lines and run them in the shadow' }),
  )
  await user.type(await dialog.findByRole('textbox'), 'Fewer reviews')
  await user.click(dialog.getByRole('button', { name: 'Shadow it' }))
  await waitFor(() => expect(done).toEqual([{ review_line: 50, block_line: 80 }, 'shadow']))
})
