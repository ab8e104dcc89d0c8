import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import type { ParsedRule, RuleRequest, RuleText } from '@/lib/api.gen'
import { preview, ruleCaught } from '@/testing/previews'
import { renderApp } from '@/testing/render'
import { entityList, parsedRule, ruleFields } from '@/testing/rules'
import { me, signedIn } from '@/testing/samples'
import { failure, server } from '@/testing/server'

const NEW_ONES = 'Review if amount is over 500 and customer age is under 7 days'
const KNOWN: ParsedRule[] = [
  parsedRule(),
  parsedRule({
    sentence: NEW_ONES,
    condition: {
      all: [
        { field: 'amount', op: 'over', value: 500 },
        { field: 'customer_age', op: 'under', value: 7 },
      ],
    },
  }),
  parsedRule({
    sentence: 'Review if amount is over 500 and amount is under 5',
    problems: [{ kind: 'never', text: 'No payment can meet both.' }],
  }),
]

/** Reads the few rules it knows, both ways; of anything else it says where a field is misspelt. */
const parse = http.post('/api/rules/parse', async ({ request }) => {
  const body = (await request.json()) as RuleText
  const found = body.sentence
    ? KNOWN.find(({ sentence }) => sentence === body.sentence)
    : KNOWN.find(({ condition }) => JSON.stringify(condition) === JSON.stringify(body.condition))
  if (found) return HttpResponse.json(found)
  if (!body.sentence) {
    const message = 'condition: amount is compared with more than 6 decimals or 15 digits'
    return failure(422, { message, field: 'condition', part: 'condition' })
  }
  const place = body.sentence.indexOf('custmer')
  return failure(422, {
    message: `sentence: at character ${place + 1} 'custmer' is not what can stand here`,
    field: 'sentence',
    place,
    read: 'custmer',
    expected: ['a field such as amount', 'not'],
    nearest: ['customer age'],
    replaces: [place, place + 'custmer age'.length],
  })
})

const tried: unknown[] = []

beforeEach(() => {
  tried.length = 0
  server.use(
    parse,
    http.get('/api/rules/fields', () => HttpResponse.json({ items: ruleFields() })),
    http.get('/api/lists', () => HttpResponse.json({ items: [entityList()] })),
    http.post('/api/policies/preview', async ({ request }) => {
      tried.push(((await request.json()) as { rule: unknown }).rule)
      return HttpResponse.json(preview({ rule: ruleCaught() }))
    }),
  )
})

const sentence = () => screen.findByRole('textbox', { name: 'Sentence' })
const write = async (user: Awaited<ReturnType<typeof renderApp>>['user'], text: string) => {
  await user.click(await sentence())
  await user.paste(text)
}
const first = () => within(screen.getByRole('group', { name: 'Condition 1' }))

test('lines make the sentence, the test and the address', async () => {
  const { user, address } = await renderApp('/rules/new')
  expect(await sentence()).toHaveValue('')
  await user.click(first().getByRole('combobox', { name: 'What to compare' }))
  await user.keyboard('amou{Enter}')
  await user.type(first().getByRole('textbox', { name: 'Value' }), '500')
  await waitFor(async () => expect(await sentence()).toHaveValue('Review if amount is over 500'))
  expect(await screen.findByText(/^It would have caught 37 orders/)).toBeVisible()
  expect(tried.at(-1)).toMatchObject({ condition: { field: 'amount' }, effect: 'review' })
  await waitFor(() => expect(address()).toContain('sentence=Review'))
  expect(screen.getByText(/Left empty it is called “Amount is over 500”/)).toBeVisible()
})

test('before the first order nothing is claimed to be tried, and no figure is shown', async () => {
  const none = preview({ payments: 0, rule: ruleCaught({ payments: 0 }) })
  server.use(http.post('/api/policies/preview', () => HttpResponse.json(none)))
  const { user } = await renderApp('/rules/new')
  const test = within(await screen.findByRole('region', { name: 'What it would have done' }))
  expect(test.getByRole('status')).toBeEmptyDOMElement()
  await write(user, 'Review if amount is over 500')
  const [said, shown] = await test.findAllByText(/^There are no orders yet to try it on/)
  expect(said).toBe(test.getByRole('status'))
  expect(shown).toBeVisible()
  expect(test.queryByRole('table')).toBeNull()
  expect(screen.getByRole('button', { name: 'Save as draft' })).toBeEnabled()
})

test('the sentence makes the lines, and a line may be taken out again', async () => {
  const { user } = await renderApp('/rules/new')
  await user.click(await screen.findByRole('button', { name: NEW_ONES }))
  const second = within(await screen.findByRole('group', { name: 'Condition 2' }))
  expect(second.getByRole('combobox', { name: 'What to compare' })).toHaveValue('customer age')
  expect(second.getByRole('textbox', { name: 'Value' })).toHaveValue('7')
  expect(second.getByText('days')).toBeVisible()
  await user.click(second.getByRole('button', { name: 'Remove condition 2' }))
  expect(first().getByRole('combobox', { name: 'What to compare' })).toHaveFocus()
  await waitFor(async () => expect(await sentence()).toHaveValue('Review if amount is over 500'))
})

test('a misspelt field is mended by the nearest one, and the lines wait meanwhile', async () => {
  const { user } = await renderApp('/rules/new')
  await write(user, NEW_ONES.replace('customer', 'custmer'))
  expect(
    await screen.findByText(
      '“custmer” cannot stand here. What can: a field such as amount, “not”.',
    ),
  ).toBeVisible()
  expect(screen.getByRole('group', { name: 'If' })).toBeDisabled()
  expect(await sentence()).toBeInvalid()
  await user.click(screen.getByRole('button', { name: 'Put in “customer age”' }))
  expect(await sentence()).toHaveValue(NEW_ONES)
  expect(await screen.findByRole('group', { name: 'Condition 2' })).toBeVisible()
  expect(await sentence()).toHaveFocus()
})

test('what the service says against a line stands at the line', async () => {
  const { user } = await renderApp('/rules/new?sentence=Review if amount is over 500')
  await screen.findByRole('textbox', { name: 'Value' })
  await user.type(first().getByRole('textbox', { name: 'Value' }), '.1234567')
  expect(await first().findByRole('alert')).toHaveTextContent(/more than 6 decimals/)
  expect(screen.getByRole('button', { name: 'Save as draft' })).toHaveAttribute('aria-disabled')
})

test('a rule that can never match is said and not saved', async () => {
  const { user } = await renderApp('/rules/new')
  await write(user, 'Review if amount is over 500 and amount is under 5')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'This rule can never match, so it cannot be saved. No payment can meet both.',
  )
  expect(screen.getByText('A rule that can never match is not saved.')).toBeVisible()
  expect(tried).toEqual([])
})

test('it is saved into a draft, with its name, priority and last day', async () => {
  let sent: RuleRequest | undefined
  server.use(
    http.post('/api/rules', async ({ request }) => {
      sent = (await request.json()) as RuleRequest
      return HttpResponse.json({}, { status: 201 })
    }),
  )
  const { user, address } = await renderApp('/rules/new?sentence=Review if amount is over 500')
  await screen.findByRole('textbox', { name: 'Value' })
  const priority = screen.getByRole('textbox', { name: 'Priority' })
  await user.clear(priority)
  expect(screen.getByText('Mend the details first.')).toBeVisible()
  await user.type(priority, '20')
  await user.type(screen.getByLabelText(/^Last day/), '2099-12-24')
  await user.click(screen.getByRole('button', { name: 'Save as draft' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Save “Amount is over 500”' }))
  await user.click(await dialog.findByRole('button', { name: /^Save/ }))
  await waitFor(() => expect(address()).toBe('/rules/policies/8'))
  expect(sent).toEqual({
    policy: 8,
    name: 'Amount is over 500',
    condition: { field: 'amount', op: 'over', value: 500 },
    effect: 'review',
    priority: 20,
    expires_at: '2099-12-25T00:00:00.000Z',
  })
})

test('what was begun is there again, and can be left', async () => {
  const { user, router } = await renderApp('/rules/new')
  await write(user, 'Review if custmer')
  await router.navigate({ to: '/rules/lists' })
  await router.navigate({ to: '/rules/new' })
  expect(await screen.findByText('This is what you had begun.')).toBeVisible()
  expect(await sentence()).toHaveValue('Review if custmer')
  await user.click(screen.getByRole('button', { name: 'Start afresh' }))
  expect(await sentence()).toHaveValue('')
})

test('who may not write rules is told who may', async () => {
  const scopes: ReturnType<typeof me>['scopes'] = ['read']
  server.use(
    http.post('/api/auth/refresh', () =>
      HttpResponse.json(signedIn({ me: me({ role: 'reviewer', scopes }) })),
    ),
  )
  await renderApp('/rules/new')
  expect(await screen.findByText('Your role may not write rules')).toBeVisible()
  expect(screen.queryByRole('textbox', { name: 'Sentence' })).toBeNull()
})
