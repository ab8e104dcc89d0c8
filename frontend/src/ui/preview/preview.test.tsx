import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { useState } from 'react'
import { expect, test } from 'vitest'
import type { Preview, PreviewRequest } from '@/lib/api.gen'
import { usePreview } from '@/lib/preview'
import { preview, previewRow, ruleCaught } from '@/testing/previews'
import { renderPart, stubPhone } from '@/testing/render'
import { server } from '@/testing/server'
import { ChangedRows } from './ChangedRows'
import { PreviewFigures } from './PreviewFigures'
import { PreviewNotes } from './PreviewNotes'
import { RuleSplit } from './RuleSplit'
import { Saving } from './Saving'

test('now, new and the change stand side by side, with what they rest on and how sure they are', async () => {
  await renderPart(<PreviewFigures preview={preview()} />)
  const row = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) })
  expect(row('Fraud caught')).toHaveTextContent('Fraud caught of 2090%85%−5 pt−16 to 0 pt')
  expect(row('Good orders declined')).toHaveTextContent('Good orders declined of 4024+20 to +5')
  expect(row('Blocks that are right')).toHaveTextContent('80%of 1078%of 18−2 pt−11 to +8 pt')
  expect(row('Reviews a day')).toHaveTextContent('31.5−1.5, better−1.9 to −1.1')
})

test('the change is what a reader subtracts, its range is exact', async () => {
  const rate = (value: number) => ({ ...preview().now.fraud_caught, value })
  const change = {
    ...preview().change,
    fraud_caught: { value: -0.042, low: -0.051, high: -0.034 },
    reviews_a_day: { value: 0.84, low: 0.6, high: 1.1 },
  }
  const { now, new: next } = preview()
  await renderPart(
    <PreviewFigures
      preview={preview({
        now: { ...now, fraud_caught: rate(0.946), reviews_a_day: 1.06 },
        new: { ...next, fraud_caught: rate(0.904), reviews_a_day: 1.9 },
        change,
      })}
    />,
  )
  const row = (name: string) => screen.getByRole('row', { name: new RegExp(`^${name}`) })
  expect(row('Fraud caught')).toHaveTextContent('95%90%−5 pt, worse−5 to −3 pt')
  expect(row('Reviews a day')).toHaveTextContent('1.11.9+0.8, worse+0.6 to +1.1')
})

test('a change that may be none is neither better nor worse', async () => {
  const change = { ...preview().change, fraud_caught: { value: -0.05, low: -0.16, high: 0.01 } }
  await renderPart(<PreviewFigures preview={preview({ change })} />)
  expect(screen.getByText('−5 pt')).toHaveClass('text-ink-2')
  expect(screen.queryByText(/, worse$/)).toBeNull()
  expect(screen.getByText(/, better$/)).toBeVisible()
})

test('of a figure that does not change no range is said', async () => {
  const change = { ...preview().change, fraud_caught: { value: 0, low: 0, high: 0 } }
  const same = preview({ new: preview().now, change })
  await renderPart(<PreviewFigures preview={same} />)
  expect(screen.getByRole('row', { name: /^Fraud caught/ })).toHaveTextContent(/no change$/)
})

test('before there are outcomes no quality is made up', async () => {
  const few = preview({ labelled: 12 })
  await renderPart(
    <>
      <Saving preview={few} />
      <PreviewFigures preview={few} />
    </>,
  )
  expect(screen.getByText('What it would save is not known yet')).toBeVisible()
  expect(screen.getAllByText(/needs 50 orders with a known outcome \(12 so far\)/i)).toHaveLength(2)
  expect(screen.queryByRole('row', { name: /^Fraud caught/ })).toBeNull()
  expect(screen.getByRole('row', { name: /^Reviews a day/ })).toBeVisible()
})

test('the saving says its range, its currency and which orders count', async () => {
  await renderPart(<Saving preview={preview()} />)
  expect(screen.getByText('$81').parentElement).toHaveTextContent('$81 less saved over 28 days')
  expect(screen.getByText('95% sure: between $230 less and $64 more.')).toBeVisible()
  expect(screen.getByText(/^Counted on 60 orders in USD/)).toBeVisible()
})

test('what cannot be known is said of orders, and of blocked ones by their spot checks', async () => {
  const of: Partial<Preview> = {
    unknown: {
      payments: 13,
      amount: '8120.00',
      spot_checked: 2,
      fraud: { value: 0.5, low: 0.0945, high: 0.9055 },
    },
    notes: [
      { code: 'blocked_unknown', text: 'x', count: 13 },
      { code: 'lists_of_today', text: 'Of "VIP" the entries of today are asked.', count: null },
    ],
  }
  await renderPart(<PreviewNotes preview={preview(of)} />)
  const [blocked, lists] = screen.getAllByRole('listitem')
  expect(blocked).toHaveTextContent(/^13 orders \(\$8,120\) that were blocked would not be/)
  expect(blocked).toHaveTextContent('Of 2 like them')
  expect(blocked).toHaveTextContent('about 50% (9% to 91%) were fraud.')
  expect(lists).toHaveTextContent('Of "VIP" the entries of today are asked.')
})

test('orders that would be decided otherwise can be opened', async () => {
  const sample = Array.from({ length: 9 }, (_, index) => previewRow({ transaction_id: index + 1 }))
  const rows = { ...preview().rows, sample }
  const { user } = await renderPart(<ChangedRows preview={preview({ rows })} />)
  expect(screen.getByText(/^42 orders would be decided otherwise/)).toHaveTextContent(
    '28 approved, 14 blocked. 7 known as fraud, 8 known as good, 27 of unknown outcome.',
  )
  const table = screen.getByRole('region', { name: /^Orders to open/ })
  expect(within(table).getAllByRole('link')).toHaveLength(8)
  expect(within(table).getAllByRole('link')[0]).toHaveAttribute('href', '/transactions/1')
  await user.click(screen.getByRole('button', { name: 'Show all 9' }))
  expect(within(table).getAllByRole('link')).toHaveLength(9)
})

test('on a phone an order says now and then, once where both are the same', async () => {
  stubPhone()
  const sample = [
    previewRow({ transaction_id: 1, now: 'review', new: 'approve', label: 'legitimate' }),
    previewRow({ transaction_id: 2, now: 'block', new: 'block', label: 'fraud' }),
  ]
  await renderPart(<ChangedRows preview={preview({ rows: { ...preview().rows, sample } })} />)
  const [moved, same] = within(screen.getByRole('list')).getAllByRole('listitem')
  expect(moved).toHaveTextContent('In review, then approved · Good')
  expect(same).toHaveTextContent('Blocked · Fraud')
})

test('what a rule catches is split by outcome, with how right it is', async () => {
  await renderPart(<RuleSplit caught={ruleCaught()} currency="USD" />)
  expect(screen.getByText('It would have caught 37 orders, $31,840 together.')).toBeVisible()
  expect(screen.getByRole('img', { name: '9 fraud, 4 good, 24 not known' })).toBeVisible()
  expect(screen.getByText(/^69% of the 13 with a known outcome were fraud/)).toHaveTextContent(
    '(95% sure: 42% to 87%)',
  )
})

test('a preview is asked after a rest, and the old answer stays until the new one is there', async () => {
  const asked: unknown[] = []
  server.use(
    http.post('/api/policies/preview', async ({ request }) => {
      const body = (await request.json()) as PreviewRequest
      asked.push(body.lines?.review)
      return HttpResponse.json(preview({ payments: body.lines?.review ?? 0 }))
    }),
  )
  function Part() {
    const [review, setReview] = useState(10)
    const { preview: found, isBehind } = usePreview({ lines: { review, block: 90 } })
    return (
      <>
        <button type="button" onClick={() => setReview((one) => one + 1)}>
          Up
        </button>
        <p aria-busy={isBehind}>{found?.payments}</p>
      </>
    )
  }
  const { user } = await renderPart(<Part />)
  const answer = await screen.findByText('10')
  await user.tripleClick(screen.getByRole('button', { name: 'Up' }))
  expect(answer).toHaveTextContent('10')
  expect(answer).toHaveAttribute('aria-busy', 'true')
  await waitFor(() => expect(answer).toHaveTextContent('13'))
  expect(asked).toEqual([10, 13])
})
