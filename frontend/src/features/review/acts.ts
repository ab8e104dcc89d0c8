import type { Member, Review } from './types'

export type Choice = 'approve' | 'decline'

/** What a person does with a review, or with many at once. */
export type Deed =
  | { kind: 'resolve'; choice: Choice; note?: string; reason?: string }
  | { kind: 'snooze'; until: string }
  | { kind: 'ask'; person: Member; note?: string }

/** What the service answered, and how to talk about it further. */
export interface Done {
  /** How long it can be taken back, in milliseconds from when it was sent. */
  undoMs: number
  undo: () => Promise<unknown>
  /** Names the reason afterwards. */
  name?: ((reason: string) => Promise<unknown>) | undefined
  /** Those of a bulk that were not taken, and why. */
  refused: readonly { id: number; message: string }[]
}

export interface Act {
  key: number
  deed: Deed
  reviews: readonly Review[]
  /** `beaten`: somebody else was first. `late`: it could not be taken back any more. */
  state: 'sending' | 'done' | 'undoing' | 'failed' | 'beaten' | 'late'
  sentAt: number
  /** When the service answered; infinite until then. A list asked for later knows of it. */
  answeredAt: number
  /** Until when it can be taken back, in milliseconds since 1970, by this browser's clock. */
  undoUntil: number
  reason: string | null
  refused: Done['refused']
  error: unknown
}

/** Until the service has said how long, it is taken for the usual ten seconds. */
const USUAL_MS = 10_000

interface Ways {
  send: (act: Act) => Promise<Done>
  /** What a refusal means: that somebody was first, that it is too late, or plain failure. */
  judge: (error: unknown) => 'beaten' | 'late' | 'failed'
  now?: () => number
}

/**
 * What was done in this session, oldest first. Each deed is sent at once; the service holds it for
 * some seconds, in which it can be taken back. Lives outside React: a deed survives its page.
 */
export function createActs({ send, judge, now = Date.now }: Ways) {
  let acts: readonly Act[] = []
  let lastKey = 0
  const answers = new Map<number, Promise<Done | null>>()
  const listeners = new Set<() => void>()

  function become(next: readonly Act[]): void {
    acts = next
    for (const listener of listeners) listener()
  }
  const change = (key: number, what: Partial<Act>) =>
    become(acts.map((act) => (act.key === key ? { ...act, ...what } : act)))
  const remove = (key: number) => become(acts.filter((act) => act.key !== key))
  const find = (key: number) => acts.find((act) => act.key === key)

  /** Resolves to null when it was not taken; the act then says why. */
  async function dispatch(act: Act): Promise<Done | null> {
    try {
      const done = await send(act)
      const undoUntil = act.sentAt + done.undoMs
      const state = find(act.key)?.state === 'undoing' ? 'undoing' : 'done'
      change(act.key, { state, undoUntil, refused: done.refused, answeredAt: now() })
      return done
    } catch (error) {
      const verdict = judge(error)
      // Taken back before it was refused: then nothing is left to say.
      if (find(act.key)?.state === 'undoing') remove(act.key)
      else
        change(act.key, {
          state: verdict === 'beaten' ? verdict : 'failed',
          error,
          answeredAt: now(),
        })
      return null
    }
  }

  const canUndo = (act: Act) =>
    act.state === 'sending' || (act.state === 'done' && act.undoUntil > now())

  return {
    list: () => acts,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Does it; what failed before with one of the same orders is forgotten. */
    take(deed: Deed, reviews: readonly Review[]): Act {
      const ids = new Set(reviews.map(({ id }) => id))
      const others = acts.filter(
        (act) => act.state !== 'failed' || !act.reviews.some(({ id }) => ids.has(id)),
      )
      lastKey += 1
      const act: Act = {
        key: lastKey,
        deed,
        reviews,
        state: 'sending',
        sentAt: now(),
        answeredAt: Number.POSITIVE_INFINITY,
        undoUntil: now() + USUAL_MS,
        reason: (deed.kind === 'resolve' && deed.reason) || null,
        refused: [],
        error: null,
      }
      become([...others, act])
      answers.set(act.key, dispatch(act))
      return act
    },

    /** Takes back the last that still can be, and returns it; its orders are back at once. */
    undo(): Act | undefined {
      const last = acts.findLast(canUndo)
      if (!last) return undefined
      change(last.key, { state: 'undoing' })
      void (async () => {
        const done = await answers.get(last.key)
        if (!done) return
        try {
          await done.undo()
          remove(last.key)
        } catch (error) {
          change(last.key, { state: judge(error) === 'late' ? 'late' : 'done', error })
        }
      })()
      return last
    },

    canUndo: () => acts.some(canUndo),

    /** Names the reason of a decision, also while its answer is on the way. */
    async name(key: number, reason: string): Promise<void> {
      const before = find(key)?.reason ?? null
      change(key, { reason })
      const sent = answers.get(key)
      const named = async () => {
        const done = (await sent) ?? null
        try {
          await done?.name?.(reason)
        } catch (error) {
          change(key, { reason: before, error })
        }
        return done
      }
      // One after the other: a reason must not arrive after the decision was taken back.
      const last = named()
      answers.set(key, last)
      await last
    },

    /** Sends what failed again. */
    retry(key: number): void {
      const failed = find(key)
      if (failed?.state !== 'failed') return
      const again: Act = { ...failed, state: 'sending', sentAt: now(), error: null }
      again.undoUntil = again.sentAt + USUAL_MS
      become(acts.map((act) => (act.key === key ? again : act)))
      answers.set(key, dispatch(again))
    },

    /** Resolves when nothing is on its way any more. */
    settled: (): Promise<unknown> => Promise.all(answers.values()),

    /** Forgets everything: another person may sit here next. */
    clear(): void {
      answers.clear()
      become([])
    },
  }
}

/** What acts mean for a list: which orders have left it, and which came back unsaved, by act. */
export function effectOf(acts: readonly Act[]): {
  /** With when the service knew: a list asked for later is right by itself. */
  gone: ReadonlyMap<number, number>
  failed: ReadonlyMap<number, Act>
} {
  const gone = new Map<number, number>()
  const failed = new Map<number, Act>()
  for (const act of acts) {
    for (const { id } of act.reviews) {
      if (act.state === 'undoing') gone.delete(id)
      else if (act.state === 'failed') failed.set(id, act)
      else if (!act.refused.some((one) => one.id === id)) gone.set(id, act.answeredAt)
    }
  }
  return { gone, failed }
}
