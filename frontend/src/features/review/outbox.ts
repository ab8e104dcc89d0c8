import type { TransactionRow } from '@/lib/api.gen'

export type Choice = 'approve' | 'decline'

/** A decision on its way: it waits ten seconds so that it can be taken back, then it is sent. */
export interface Entry {
  row: TransactionRow
  choice: Choice
  note: string
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** When it will be sent, in milliseconds since 1970; moves on while the clock is stopped. */
  due: number
  /** Hears how it ended. */
  settled: (entry: Entry, error: unknown) => void
}

const WAIT_MS = 10_000

/**
 * The decisions of this session, oldest first. Feedback is never overwritten, so taking one back
 * means that it was not sent yet. Lives outside React: a decision survives the page it was made on.
 */
export function createOutbox(send: (entry: Entry) => Promise<unknown>) {
  let entries: readonly Entry[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let stoppedAt: number | null = null
  const listeners = new Set<() => void>()

  const waiting = () => entries.filter((entry) => entry.state === 'waiting')

  function become(next: readonly Entry[]): void {
    entries = next
    clearTimeout(timer)
    const due = Math.min(...waiting().map((entry) => entry.due))
    if (stoppedAt === null && Number.isFinite(due)) {
      timer = setTimeout(sendDue, Math.max(0, due - Date.now()))
    }
    for (const listener of listeners) listener()
  }

  const replace = (id: number, change: Partial<Entry>) =>
    become(entries.map((entry) => (entry.row.id === id ? { ...entry, ...change } : entry)))

  const sendDue = () => {
    for (const entry of waiting()) if (entry.due <= Date.now()) void dispatch(entry)
  }

  async function dispatch(entry: Entry): Promise<void> {
    const { id } = entry.row
    replace(id, { state: 'sending' })
    try {
      await send(entry)
      replace(id, { state: 'sent' })
      entry.settled(entry, null)
    } catch (error) {
      replace(id, { state: 'failed' })
      entry.settled(entry, error)
    }
  }

  return {
    entries: () => entries,

    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /** Takes a decision; a failed one on the same order is replaced. */
    take(decision: Pick<Entry, 'row' | 'choice' | 'note' | 'settled'>): void {
      const others = entries.filter((entry) => entry.row.id !== decision.row.id)
      const due = (stoppedAt ?? Date.now()) + WAIT_MS
      become([...others, { ...decision, state: 'waiting', due }])
    },

    /** Takes the last decision back that was not sent yet, and returns it. */
    undo(): Entry | undefined {
      const last = waiting().at(-1)
      if (last) become(entries.filter((entry) => entry !== last))
      return last
    },

    /** Stops the clock of every waiting decision, while somebody reads or reaches for Undo. */
    hold(): void {
      stoppedAt ??= Date.now()
      become(entries)
    },

    release(): void {
      if (stoppedAt === null) return
      const stood = Date.now() - stoppedAt
      stoppedAt = null
      become(entries.map((entry) => ({ ...entry, due: entry.due + stood })))
    },

    /** How long a decision still waits, in whole seconds. */
    secondsLeft: (entry: Entry): number =>
      Math.max(0, Math.ceil((entry.due - (stoppedAt ?? Date.now())) / 1000)),

    /** Sends everything that waits at once; resolves when all have been answered. */
    flush: (): Promise<unknown> => Promise.all(waiting().map(dispatch)),

    /** Sends a failed decision again, at once. */
    async retry(id: number): Promise<void> {
      const failed = entries.find((entry) => entry.row.id === id && entry.state === 'failed')
      if (failed) await dispatch(failed)
    },

    /** Forgets everything: another person may sit here next. */
    clear(): void {
      stoppedAt = null
      become([])
    },
  }
}
