import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { transactionRow } from '@/testing/samples'
import { createOutbox, type Entry } from './outbox'

const send = vi.fn<(entry: Entry) => Promise<unknown>>()
const settled = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  send.mockReset().mockResolvedValue(undefined)
  settled.mockReset()
})
afterEach(() => {
  vi.useRealTimers()
})

function decide(outbox: ReturnType<typeof createOutbox>, id: number) {
  outbox.take({ row: transactionRow({ id }), choice: 'approve', note: '', settled })
}
const states = (outbox: ReturnType<typeof createOutbox>) =>
  outbox.entries().map((entry) => [entry.row.id, entry.state])

test('a decision is sent after ten seconds, not before', async () => {
  const outbox = createOutbox(send)
  decide(outbox, 1)
  await vi.advanceTimersByTimeAsync(9_900)
  expect(send).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(send).toHaveBeenCalledOnce()
  expect(states(outbox)).toEqual([[1, 'sent']])
})

test('each decision has its own ten seconds, and undo goes back one by one', async () => {
  const outbox = createOutbox(send)
  decide(outbox, 1)
  await vi.advanceTimersByTimeAsync(6_000)
  decide(outbox, 2)
  decide(outbox, 3)
  expect(outbox.undo()?.row.id).toBe(3)
  expect(outbox.undo()?.row.id).toBe(2)
  await vi.advanceTimersByTimeAsync(4_100)
  expect(states(outbox)).toEqual([[1, 'sent']])
  expect(outbox.undo()).toBeUndefined()
})

test('the clock stands still while somebody reads', async () => {
  const outbox = createOutbox(send)
  decide(outbox, 1)
  await vi.advanceTimersByTimeAsync(7_000)
  outbox.hold()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(outbox.entries().map(outbox.secondsLeft)).toEqual([3])
  outbox.release()
  await vi.advanceTimersByTimeAsync(2_900)
  expect(send).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(send).toHaveBeenCalledOnce()
})

test('leaving sends everything that waits at once, and once', async () => {
  const outbox = createOutbox(send)
  decide(outbox, 1)
  decide(outbox, 2)
  await Promise.all([outbox.flush(), outbox.flush()])
  await vi.advanceTimersByTimeAsync(20_000)
  expect(send).toHaveBeenCalledTimes(2)
})

test('what fails says so, and can be sent again or decided otherwise', async () => {
  const outbox = createOutbox(send)
  const error = new Error('away')
  send.mockRejectedValueOnce(error).mockRejectedValueOnce(error)
  decide(outbox, 1)
  decide(outbox, 2)
  await outbox.flush()
  expect(states(outbox)).toEqual([
    [1, 'failed'],
    [2, 'failed'],
  ])
  expect(settled).toHaveBeenLastCalledWith(expect.objectContaining({ choice: 'approve' }), error)
  await outbox.retry(1)
  decide(outbox, 2)
  expect(states(outbox)).toEqual([
    [1, 'sent'],
    [2, 'waiting'],
  ])
})
