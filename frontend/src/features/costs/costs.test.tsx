import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import { session } from '@/lib/session'
import { renderApp } from '@/testing/render'
import { me, signedIn } from '@/testing/samples'
import { server } from '@/testing/server'
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
  const fee = await screen.findByLabelText('Fee for a charge-back, in USD')
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
  expect(sent).toEqual({ chargeback_fee: '20.55', margin: '0.3333', review_cost: '2' })
  const state = session.state()
  expect(state.status === 'signed-in' && state.me.merchant?.costs.chargeback_fee).toBe('20.55')
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
