import { useSyncExternalStore } from 'react'
import type { Upload } from '@/lib/api.gen'
import { session } from '@/lib/session'
import { uploadFile } from '@/lib/upload'

/** The one file that is on its way. It outlives its page: leaving the page does not stop it. */
export type Sending =
  | { status: 'idle' }
  | { status: 'sending'; name: string; sent: number; total: number }
  | { status: 'failed'; name: string; error: unknown }

const IDLE: Sending = { status: 'idle' }

let state: Sending = IDLE
let controller: AbortController | null = null
const listeners = new Set<() => void>()

function become(next: Sending): void {
  state = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSending(): Sending {
  return useSyncExternalStore(subscribe, () => state)
}

/**
 * Sends a file and answers with its totals; null when it was taken back. What goes wrong is shown
 * by `useSending` and answered as an error, too.
 */
export async function send(file: File): Promise<Upload | null> {
  const { name, size } = file
  const mine = new AbortController()
  controller = mine
  window.addEventListener('beforeunload', ask)
  become({ status: 'sending', name, sent: 0, total: size })
  try {
    const upload = await uploadFile<Upload>(
      { file, path: '/api/uploads/score' },
      ({ sent, total }) => become({ status: 'sending', name, sent, total }),
      mine.signal,
    )
    become(IDLE)
    return upload
  } catch (error) {
    if (mine.signal.aborted) {
      become(IDLE)
      return null
    }
    become({ status: 'failed', name, error })
    throw error
  } finally {
    window.removeEventListener('beforeunload', ask)
  }
}

/** Takes the file back; true when all of it had been sent, so that it is scored anyway. */
export function cancel(): boolean {
  const late = state.status === 'sending' && state.total > 0 && state.sent >= state.total
  controller?.abort()
  return late
}

// What one person sends is nothing to the next one in this tab.
session.subscribe(() => {
  if (session.state().status !== 'signed-out') return
  controller?.abort()
  become(IDLE)
})

/** Forgets what went wrong. */
export function dismiss(): void {
  become(IDLE)
}

/** The browser asks before the tab is closed: that would stop it. */
function ask(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
