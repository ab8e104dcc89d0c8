import { expect, test, vi } from 'vitest'
import { review } from '@/testing/reviews'
import { type Act, createActs, type Deed, type Done, effectOf } from './acts'
import { lastToSay } from './useLastToSay'

const DECLINE: Deed = { kind: 'resolve', choice: 'decline' }
const ONE = review({ id: 1 })
const TWO = review({ id: 2 })

/** A store whose service answers when it is told to. */
function desk() {
  let now = 1_000
  const asked: {
    act: Act
    answer: (done?: Partial<Done>) => void
    refuse: (why: string) => void
  }[] = []
  const undo = vi.fn(() => Promise.resolve())
  const name = vi.fn((_: string) => Promise.resolve())
  const acts = createActs({
    now: () => now,
    judge: (error) => error as 'beaten' | 'late' | 'failed',
    send: (act) =>
      new Promise((resolve, reject) => {
        const answer = (done: Partial<Done> = {}) =>
          resolve({ undoMs: 10_000, undo, name, refused: [], ...done })
        asked.push({ act, answer, refuse: reject })
      }),
  })
  const later = (ms: number) => {
    now += ms
  }
  const turn = () => new Promise((resolve) => setTimeout(resolve))
  const gone = () => [...effectOf(acts.list()).gone.keys()]
  return { acts, asked, undo, name, later, turn, gone, now: () => now }
}

test('a deed is sent at once and its order has left the list before the answer', () => {
  const { acts, asked, gone } = desk()
  acts.take(DECLINE, [ONE])
  expect(asked).toHaveLength(1)
  expect(gone()).toEqual([1])
})

test('undo takes back the last first, then the one before, as long as the service holds them', async () => {
  const { acts, asked, undo, later, turn, gone } = desk()
  acts.take(DECLINE, [ONE])
  acts.take({ kind: 'snooze', until: 'later' }, [TWO])
  for (const one of asked) one.answer()
  await turn()
  expect(acts.undo()?.reviews).toEqual([TWO])
  expect(gone()).toEqual([1])
  expect(acts.undo()?.reviews).toEqual([ONE])
  await turn()
  expect(undo).toHaveBeenCalledTimes(2)
  expect(acts.list()).toEqual([])

  acts.take(DECLINE, [ONE])
  asked[2]?.answer()
  await turn()
  later(10_001)
  expect(acts.undo()).toBeUndefined()
})

test('what was taken back before the answer is taken back when it comes', async () => {
  const { acts, asked, undo, turn, gone } = desk()
  acts.take(DECLINE, [ONE])
  acts.undo()
  expect(gone()).toEqual([])
  expect(undo).not.toHaveBeenCalled()
  asked[0]?.answer()
  await turn()
  expect(undo).toHaveBeenCalledOnce()
  expect(acts.list()).toEqual([])
})

test('what was not saved is back in the list and can be sent again', async () => {
  const { acts, asked, turn, gone } = desk()
  const { key } = acts.take(DECLINE, [ONE])
  asked[0]?.refuse('failed')
  await turn()
  expect(gone()).toEqual([])
  expect(effectOf(acts.list()).failed.get(1)?.key).toBe(key)
  acts.retry(key)
  expect(gone()).toEqual([1])
  asked[1]?.answer()
  await turn()
  expect(acts.list()[0]?.state).toBe('done')
})

test('another decision on what was not saved takes its place', async () => {
  const { acts, asked, turn } = desk()
  acts.take(DECLINE, [ONE])
  asked[0]?.refuse('failed')
  await turn()
  acts.take({ kind: 'resolve', choice: 'approve' }, [ONE])
  expect(acts.list()).toHaveLength(1)
  expect(effectOf(acts.list()).failed.size).toBe(0)
})

test('who was beaten to it sees the order go, and who undoes too late is told', async () => {
  const { acts, asked, undo, turn, gone } = desk()
  acts.take(DECLINE, [ONE])
  asked[0]?.refuse('beaten')
  await turn()
  expect(acts.list()[0]?.state).toBe('beaten')
  expect(gone()).toEqual([1])

  undo.mockRejectedValueOnce('late')
  acts.take(DECLINE, [TWO])
  asked[1]?.answer()
  await turn()
  acts.undo()
  await turn()
  expect(acts.list()[1]?.state).toBe('late')
  expect(gone()).toEqual([1, 2])
})

test('those of a bulk that were refused stay, and one undo is for all the others', async () => {
  const { acts, asked, turn, gone } = desk()
  acts.take(DECLINE, [ONE, TWO])
  asked[0]?.answer({ refused: [{ id: 2, message: 'Only an admin.' }] })
  await turn()
  expect(gone()).toEqual([1])
  expect(acts.undo()?.reviews).toEqual([ONE, TWO])
})

test('a reason is named when the answer is there, and taken back when it is refused', async () => {
  const { acts, asked, name, turn } = desk()
  const { key } = acts.take(DECLINE, [ONE])
  const naming = acts.name(key, 'stolen_card')
  expect(acts.list()[0]?.reason).toBe('stolen_card')
  expect(name).not.toHaveBeenCalled()
  asked[0]?.answer()
  await naming
  expect(name).toHaveBeenCalledWith('stolen_card')
  name.mockRejectedValueOnce('failed')
  await acts.name(key, 'other')
  await turn()
  expect(acts.list()[0]?.reason).toBe('stolen_card')
})

test('something is said of an act while it can be taken back, longer of what went wrong', async () => {
  const { acts, asked, turn, now } = desk()
  acts.take(DECLINE, [ONE])
  expect(lastToSay(acts.list(), now())?.act.key).toBe(1)
  asked[0]?.answer()
  await turn()
  expect(lastToSay(acts.list(), now() + 9_999)?.act.key).toBe(1)
  expect(lastToSay(acts.list(), now() + 10_000)).toBeNull()
  acts.take(DECLINE, [TWO])
  asked[1]?.refuse('failed')
  await turn()
  expect(lastToSay(acts.list(), now() + 14_999)?.act.key).toBe(2)
  expect(lastToSay(acts.list(), now() + 15_000)).toBeNull()
})
