import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { expect, test } from 'vitest'
import type { RuleHit, TransactionDetail } from '@/lib/api.gen'
import { timeline } from '@/testing/facts'
import { renderApp, renderPart } from '@/testing/render'
import { me, signedIn, transaction } from '@/testing/samples'
import { failure, server } from '@/testing/server'
import { OrderMain } from './OrderMain'

const hit = (over: Partial<RuleHit> = {}): RuleHit => ({
  rule_id: 12,
  name: 'Very large order',
  effect: 'points',
  points: 20,
  text: 'Very large order: Amount is over 1,500',
  decides: false,
  source: 'rule',
  ...over,
})
const large = hit()
const address = hit({
  rule_id: 14,
  name: 'Throwaway address',
  effect: 'review',
  points: 0,
  text: 'Throwaway address: E-mail domain is in list "Throwaway mail"',
  decides: true,
})
const base = { code: 'rule', value: 'Very large order', points: 20, text: large.text }

/** An order of 67.4 by the model and 20 by a rule. */
const ruled = (over: Partial<TransactionDetail> = {}) => {
  const order = transaction({ model_score: 67.4, rule_points: 20, hits: [large], ...over })
  const model = (order.risk_factors ?? []).map((one) =>
    one.code === 'others' ? { ...one, points: -29 } : one,
  )
  return { ...order, risk_factors: [{ ...base, feature: 'rule:12' }, ...model] }
}

function answers(order: TransactionDetail) {
  server.use(http.get('/api/transactions/:id', () => HttpResponse.json(order)))
}

const card = async () => within(await screen.findByRole('region', { name: 'Rules' }))

test('what rules added stands apart from what the model said, and both are the score', async () => {
  answers(ruled({ policy: { version: 8, review_line: 45.5, block_line: 92 } }))
  await renderApp('/transactions/1284')
  const rules = await card()
  expect(rules.getByText('67 by the model + 20 by rules = 87')).toBeVisible()
  expect(rules.getByText(/^Sent to review by the score, from 45\.5 on/)).toBeVisible()
  expect(rules.getByRole('link', { name: 'Very large order' })).toHaveAttribute('href', '/rules/12')
  expect(rules.getByText('Amount is over 1,500')).toBeVisible()
  expect(rules.getByText('+20')).toBeVisible()
  const why = within(screen.getByRole('region', { name: 'Why the model said 67' }))
  expect(why.queryByText(/Very large order/)).toBeNull()
  expect(why.getByText('+84')).toBeVisible()
})

test('what decided is named: a rule, a list with its link, or the shield; the policy as well', async () => {
  const list = { rule_id: null, name: 'Stolen cards', effect: 'block', points: 0 } as const
  answers(
    transaction({
      decision: 'block',
      hits: [
        hit({ ...list, text: 'On the block list Stolen cards.', decides: true, source: 'list' }),
        hit({
          rule_id: null,
          name: 'ip',
          effect: 'block',
          points: 0,
          source: 'shield',
          text: 'Card testing from one address since 09:12 UTC, and this payer is new',
        }),
      ],
      on_lists: [
        { list_id: 5, name: 'Stolen cards', effect: 'block' },
        { list_id: 3, name: 'Throwaway mail', effect: 'none' },
      ],
      policy: { version: 8, review_line: 45, block_line: 92 },
    }),
  )
  server.use(
    http.get('/api/transactions/:id/timeline', () =>
      HttpResponse.json(
        timeline({
          items: [
            ...timeline().items,
            {
              at: '2026-11-21T10:00:00Z',
              kind: 'rule_wrong',
              by: 'Dana Lee',
              details: { rule_id: 12, name: 'Very large order' },
            },
          ],
        }),
      ),
    ),
  )
  await renderApp('/transactions/1284')
  const rules = await card()
  expect(rules.getByText('Blocked by the list “Stolen cards”')).toBeVisible()
  expect(rules.getByRole('link', { name: 'Stolen cards' })).toHaveAttribute(
    'href',
    '/rules/lists/5',
  )
  expect(rules.getByRole('link', { name: 'Throwaway mail' })).toHaveAttribute(
    'href',
    '/rules/lists/3',
  )
  expect(rules.getByRole('link', { name: 'Burst from one address' })).toHaveAttribute(
    'href',
    '/rules/shield',
  )
  expect(rules.getByText(', did not decide here')).toBeVisible()
  expect(rules.queryByRole('button')).toBeNull()
  expect(screen.getByRole('link', { name: 'Policy 8' })).toHaveAttribute(
    'href',
    '/rules/policies/8',
  )
  expect(await screen.findByText('Rule called wrong: Very large order')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Policy 1' })).toBeVisible()
})

test('F says that the one rule was wrong, and F again or Undo takes it back', async () => {
  let order = ruled()
  const sent: string[] = []
  server.use(http.get('/api/transactions/:id', () => HttpResponse.json(order)))
  const told = (wrong: boolean) => () => {
    sent.push(wrong ? 'wrong' : 'back')
    order = ruled({ wrong_rules: wrong ? [12] : [] })
    return HttpResponse.json({ transaction_id: 1284, rule_id: 12, is_wrong: wrong, wrong: 1 })
  }
  server.use(
    http.post('/api/transactions/1284/hits/12/wrong', told(true)),
    http.delete('/api/transactions/1284/hits/12/wrong', told(false)),
  )
  const { user } = await renderApp('/transactions/1284')
  const rules = await card()
  expect(rules.getByRole('button', { name: 'The rule Very large order was wrong' })).toBeVisible()
  await user.keyboard('f')
  expect(await rules.findByText('Called wrong')).toBeVisible()
  expect(await screen.findByText(/was called wrong about this order/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: /Undo/ }))
  await waitFor(() => expect(rules.queryByText('Called wrong')).toBeNull())
  await waitFor(() => expect(sent).toEqual(['wrong', 'back']))
  await user.keyboard('f')
  await user.click(await rules.findByRole('button', { name: /Take back that/ }))
  await waitFor(() => expect(sent).toEqual(['wrong', 'back', 'wrong', 'back']))
})

test('with several rules the key asks which one', async () => {
  answers(ruled({ hits: [large, address] }))
  let rule = ''
  server.use(
    http.post('/api/transactions/1284/hits/:rule/wrong', ({ params }) => {
      rule = String(params.rule)
      return HttpResponse.json({ transaction_id: 1284, rule_id: 14, is_wrong: true, wrong: 1 })
    }),
  )
  const { user } = await renderApp('/transactions/1284')
  await card()
  await user.keyboard('f')
  const dialog = within(await screen.findByRole('dialog', { name: 'Which rule was wrong?' }))
  await user.click(dialog.getByRole('button', { name: 'The rule Throwaway address was wrong' }))
  await waitFor(() => expect(rule).toBe('14'))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('what could not be saved is taken back, in words', async () => {
  answers(ruled())
  server.use(http.post('/api/transactions/1284/hits/12/wrong', () => failure(503)))
  const { user } = await renderApp('/transactions/1284')
  const rules = await card()
  await user.click(rules.getByRole('button', { name: /was wrong/ }))
  expect(await screen.findByText(/What you said of the rule was not saved/)).toBeVisible()
  expect(rules.queryByText('Called wrong')).toBeNull()
})

test('who may not review reads what was called wrong and has no button', async () => {
  const viewer = me({ role: 'viewer', scopes: ['read'] })
  server.use(
    http.post('/api/auth/refresh', () => HttpResponse.json(signedIn({ me: viewer }))),
    http.get('/api/me', () => HttpResponse.json(viewer)),
  )
  answers(ruled({ wrong_rules: [12] }))
  await renderApp('/transactions/1284')
  const rules = await card()
  expect(rules.getByText('Called wrong')).toBeVisible()
  expect(rules.queryByRole('button')).toBeNull()
})

test('a blind second opinion shows no rules, and its key says nothing', async () => {
  answers(ruled())
  const { user } = await renderPart(<OrderMain id={1284} why="words" onWhy={() => {}} blind />)
  await screen.findByText(/^A second opinion/)
  await screen.findByRole('region', { name: 'Orders like this one' })
  await user.keyboard('f')
  expect(screen.queryByRole('region', { name: 'Rules' })).toBeNull()
  expect(screen.queryByText(/Very large order|Policy/)).toBeNull()
})

test('an order without hits has no card', async () => {
  answers(transaction())
  await renderApp('/transactions/1284')
  await screen.findByRole('region', { name: 'Why 87' })
  expect(screen.queryByRole('region', { name: 'Rules' })).toBeNull()
})
