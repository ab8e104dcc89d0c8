import type { APIRequestContext, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { newOwner } from './merchants'

// A shop of its own: what decides in the demo is none of this test's business.
test.use({ who: 'nobody' })

const SENTENCE = 'Block if amount is over 300'

interface Judged {
  transaction_id: number
  decision: string
}

/** Posts payments as a program does, and looks each up on its page. */
function shop(page: Page, request: APIRequestContext, token: string) {
  let sent = 0
  const pay = async (amount: number): Promise<Judged> => {
    sent += 1
    const answer = await request.post('/api/predict', {
      headers: { Authorization: `Bearer ${token}` },
      data: { amount, customer: `cus_${sent}`, country: 'DE' },
    })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  return {
    pay,
    /** A payment is decided like this, and its page names the policy that did. */
    async decides(amount: number, decision: string, version: number) {
      const { transaction_id: id, decision: said } = await pay(amount)
      expect(said, `an order of ${amount} under policy ${version}`).toBe(decision)
      const here = page.url()
      await page.goto(`/transactions/${id}`)
      const named = page.getByRole('link', { name: `Policy ${version}`, exact: true }).first()
      await expect(named).toBeVisible()
      await expect(named).toHaveAttribute('href', `/rules/policies/${version}`)
      await page.goto(here)
    },
  }
}

/** In the drawer that opens: the reason, where one is asked for, and the button that does it. */
async function act(page: Page, name: string, reason?: string) {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
  const drawer = page.getByRole('dialog')
  if (reason) await drawer.getByLabel('Reason').fill(reason)
  await drawer.getByRole('button', { name, exact: true }).click()
  await expect(drawer).toBeHidden()
}

/** Into a new draft, with its reason; the page of the policy opens. */
async function saveAsDraft(page: Page, reason: string, version: number) {
  await page.getByRole('button', { name: 'Save as draft' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Save as draft' }).click()
  await expect(page).toHaveURL(`/rules/policies/${version}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Policy ${version}`)
  await expect(page.getByText('It decides nothing yet.')).toBeVisible()
}

test('lines and a rule are previewed, drafted, shadowed, made live and rolled back', async ({
  page,
  request,
  problems,
}) => {
  test.setTimeout(240_000)
  // Two previews of one shop wait for each other: the page asks again.
  problems.expect(/409.*\/policies\/(\d+\/shadow|preview)/)
  const owner = await newOwner()
  const session = await request.post('/api/auth/login', { data: owner })
  const { access_token } = await session.json()
  const { pay, decides } = shop(page, request, access_token)
  // Not by the form, which leads a new shop to its welcome and so to test data.
  await page.request.post('/api/auth/login', { data: owner })
  await page.goto('/rules/thresholds')

  await decides(20, 'approve', 1)
  for (const amount of [12, 35, 60, 410]) await pay(amount)

  // The lines: what would change is said before anything is saved.
  await page.goto('/rules/thresholds')
  await page.getByLabel('Review from').fill('0')
  await page.keyboard.press('Enter')
  await expect(
    page.getByText(/5 orders would be decided otherwise: 5 sent to review/),
  ).toBeVisible()
  await saveAsDraft(page, 'Everything is looked at in the first week', 2)
  const changes = page.getByRole('region', { name: 'What it changes' })
  await expect(changes.getByRole('row', { name: 'Review from 45 0' })).toBeVisible()
  await decides(20, 'approve', 1)

  await act(page, 'Run in shadow')
  await expect(page.getByText(/^It runs in shadow since/)).toBeVisible()
  await decides(20, 'approve', 1)
  const report = page.getByRole('region', { name: 'What it says in shadow' })
  await expect(report.getByText(/^On one order in/)).toBeVisible()
  await expect(
    page.getByText(/^One order would be decided otherwise: 1 sent to review/),
  ).toBeVisible()

  await act(page, 'Make it live', 'The shadow showed no surprise')
  await expect(page.getByText(/^It decides every order since/)).toBeVisible()
  await decides(20, 'review', 2)

  // A rule: tried on the past while it is written.
  await page.goto('/rules/new')
  await page.getByRole('textbox', { name: 'Sentence' }).fill(SENTENCE)
  await expect(page.getByText(/It would have caught one order/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Dear orders')
  await saveAsDraft(page, 'Orders this dear are none of ours', 3)
  await expect(changes.getByText(SENTENCE)).toBeVisible()

  await act(page, 'Run in shadow')
  await decides(400, 'review', 2)
  await expect(page.getByText(/^One order would be decided otherwise: 1 blocked/)).toBeVisible()

  await act(page, 'Make it live', 'It would have stopped one')
  await decides(400, 'block', 3)

  // Each is taken back, the last one first, and the one before decides again.
  await act(page, 'Roll back', 'A good customer was declined')
  await expect(page.getByText(/^It was live and was rolled back on/)).toBeVisible()
  await decides(400, 'review', 2)
  await page.getByRole('link', { name: 'Policy 2' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Policy 2')
  await expect(page.getByText('Ida Holm went back to it')).toBeVisible()
  await act(page, 'Roll back', 'The first week is over')
  await decides(400, 'approve', 1)

  await page.goto('/rules/policies')
  await expect(page.getByText('Policy 1 decides. None runs in shadow.')).toBeVisible()
  await expect(page.getByText('Rolled back')).toHaveCount(2)
})

test('whoever is second sees who was first, and goes on from there', async ({
  page,
  request,
  problems,
}) => {
  test.setTimeout(120_000)
  problems.expect(/409.*\/policies\/(\d+\/shadow|preview)/)
  const owner = await newOwner()
  const session = await request.post('/api/auth/login', { data: owner })
  const { access_token } = await session.json()
  const headers = { Authorization: `Bearer ${access_token}` }
  const post = async (path: string, data: object) => {
    const answer = await request.post(`/api/policies${path}`, { headers, data })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
  await post('', { reason: 'Mine' })
  await post('', { reason: 'Theirs' })
  await page.request.post('/api/auth/login', { data: owner })
  await page.goto('/rules/policies/2')
  await expect(page.getByRole('main').getByRole('link', { name: 'Make it live' })).toBeVisible()

  // The page hears of it while it is open.
  await post('/3/live', { reason: 'Theirs is first' })
  const note = page.getByRole('region', { name: 'Another policy went live meanwhile' })
  await expect(note.getByText('Ida Holm put policy 3 live meanwhile')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Make it live' })).toBeHidden()
  await note.getByRole('button', { name: 'Follow policy 3' }).click()
  await expect(note).toBeHidden()
  await act(page, 'Make it live', 'Looked at it')
  await expect(page.getByText(/^It decides every order since/)).toBeVisible()
})
