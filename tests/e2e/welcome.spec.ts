import { expect, test } from './fixtures'
import { newOwner } from './merchants'
import { signIn } from './people'
import { score, testKeyOf } from './testkeys'

test.use({ who: 'nobody' })

test('a new merchant goes from the test key to a decided order', async ({ page, request }) => {
  test.setTimeout(120_000)
  const owner = await newOwner()
  const key = await testKeyOf(request, owner)
  await page.goto('/login')
  await signIn(page, owner)

  await expect(page).toHaveURL('/welcome')
  const steps = page.getByRole('main').getByRole('listitem')
  await expect(steps.filter({ hasText: 'Your test key is ready, done' })).toBeVisible()
  await expect(page.getByText(key)).toBeVisible()
  await expect(page.getByText(/^Listening for your first transaction/)).toBeVisible()

  // What another program sends appears without anybody touching the page, refused or scored.
  const refused = await request.post('/api/predict', {
    headers: { 'X-API-Key': key },
    data: { customer: 'cus_118' },
  })
  expect(refused.status()).toBe(422)
  await expect(page.getByText(/could not be scored: amount/)).toBeVisible()
  const sent = await score(request, { amount: '129.90', customer: 'cus_118' }, key)
  const opens = page.getByRole('button', { name: 'Open it' })
  await expect(opens).toBeVisible()
  await expect(page.getByText(`score ${Math.floor(sent.score)}`)).toBeVisible()
  await expect(page.getByText('Set-up 2 of 3')).toBeVisible()

  // Progress is kept over a reload; the order opens among the test data.
  await page.reload()
  await opens.click()
  await expect(page).toHaveURL(`/transactions/${sent.transaction_id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('€129.90')

  // A practice and no tour: on the real queue, with the keys.
  await page.getByRole('link', { name: 'Set-up 2 of 3' }).click()
  await page.getByRole('button', { name: 'Practise in the queue' }).click()
  await expect(page).toHaveURL(/\/review\/\d+/)
  const strip = page.getByRole('region', { name: 'Practice', exact: true })
  const turn = strip.locator('[aria-current=step]')
  await expect(page.getByRole('article')).toBeVisible()
  for (const [what, key] of [
    ['Go to the next order', 'j'],
    ['Approve it', 'a'],
    ['Undo that', 'z'],
    ['Decline one', 'd'],
  ] as const) {
    await expect(turn).toContainText(what)
    // An order that has come back is shown as decided until it is read anew.
    await expect(page.getByRole('button', { name: 'Decline', exact: true })).toBeVisible()
    await page.keyboard.press(key)
  }
  await strip.getByRole('button', { name: 'Done, back to set-up' }).click()
  await expect(page).toHaveURL('/welcome')
  await page.getByRole('button', { name: 'Finish set-up' }).click()
  // Live there is still nothing: the overview says so and does not lead back.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Score your first payment')
  await expect(page.getByText(/^Set-up/)).toHaveCount(0)
})
