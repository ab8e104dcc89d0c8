import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { session } from '@/lib/session'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { costSettings } from '@/testing/settings'

test('costs are changed exactly, their meaning is shown, and every page learns of them', async () => {
  let sent: unknown
  const learned = me()
  if (learned.merchant) learned.merchant.costs.chargeback_fee = '20.55'
  server.use(
    http.put('/api/costs', async ({ request }) => {
      sent = await request.json()
      server.use(http.get('/api/me', () => HttpResponse.json(learned)))
      return HttpResponse.json(costSettings({ chargeback_fee: '20.55' }))
    }),
  )
  const { user } = await renderApp('/settings/costs')
  const fee = await screen.findByLabelText('Fee for a chargeback, in USD')
  const example = within(screen.getByRole('region', { name: 'With these' }))
  expect(example.getByText(/let through costs \$115\.00/)).toBeVisible()
  expect(example.getByText(/is declined costs \$25\.00/)).toBeVisible()

  await user.clear(fee)
  await user.type(fee, '20.555')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText(/^Write an amount from 0/)).toBeVisible()
  expect(sent).toBeUndefined()

  await user.type(fee, '{Backspace}')
  const margin = screen.getByLabelText(/^Margin/)
  await user.clear(margin)
  await user.type(margin, '33.33')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/^The costs are saved/)).toBeVisible()
  const was = { chargeback_fee: '15.00', margin: '0.25', review_cost: '2.00' }
  expect(sent).toEqual({ chargeback_fee: '20.55', margin: '0.3333', review_cost: '2', was })
  const state = session.state()
  expect(state.status === 'signed-in' && state.me.merchant?.costs.chargeback_fee).toBe('20.55')
})

test('who was first is named, and theirs or mine is chosen', async () => {
  const theirs = { chargeback_fee: '30.00', margin: '0.2000', review_cost: '2.00' }
  const sent: unknown[] = []
  server.use(
    http.put('/api/costs', async ({ request }) => {
      const body = await request.json()
      sent.push(body)
      const { was } = body as { was: { chargeback_fee: string } }
      if (was.chargeback_fee === '30.00') return HttpResponse.json(costSettings())
      const by = { id: 7, name: 'Sam Park' }
      return failure(409, { code: 'outdated', by, at: '2026-11-22T02:00:00Z', theirs })
    }),
  )
  const { user } = await renderApp('/settings/costs')
  const fee = await screen.findByLabelText('Fee for a chargeback, in USD')
  await user.clear(fee)
  await user.type(fee, '40')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  const conflict = within(await screen.findByRole('alert'))
  expect(conflict.getByText(/^Sam Park has changed the costs/)).toBeVisible()
  const row = conflict.getByRole('row', { name: /^Fee for a chargeback/ })
  expect(row).toHaveTextContent('$30.00$40.00')
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull()

  await user.click(conflict.getByRole('button', { name: 'Take theirs' }))
  expect(fee).toHaveValue('30')
  expect(screen.getByLabelText(/^Margin/)).toHaveValue('20')
  expect(screen.queryByRole('alert')).toBeNull()

  await user.clear(fee)
  await user.type(fee, '40')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/^The costs are saved/)).toBeVisible()
  expect(sent.at(-1)).toMatchObject({ chargeback_fee: '40', was: theirs })
})

test('mine is saved over theirs once theirs was seen', async () => {
  const theirs = { chargeback_fee: '30.00', margin: '0.2000', review_cost: '2.00' }
  let last: unknown
  server.use(
    http.put('/api/costs', async ({ request }) => {
      const body = (await request.json()) as { was: { chargeback_fee: string } }
      last = body
      return body.was.chargeback_fee === '30.00'
        ? HttpResponse.json(costSettings({ chargeback_fee: '40.00' }))
        : failure(409, { code: 'outdated', by: null, theirs })
    }),
  )
  const { user } = await renderApp('/settings/costs')
  const fee = await screen.findByLabelText('Fee for a chargeback, in USD')
  await user.clear(fee)
  await user.type(fee, '40')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText(/^Somebody has changed the costs/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Save mine' }))
  expect(await screen.findByText(/^The costs are saved/)).toBeVisible()
  expect(last).toMatchObject({ chargeback_fee: '40', was: theirs })
})

test('a role that may not set them is told who can', async () => {
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'reviewer' }) })),
    ),
  )
  await renderApp('/settings/costs')
  expect(await screen.findByText('Your role may not open this')).toBeVisible()
})
