import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { Kbd } from './Kbd'

interface Toast {
  text: ReactNode
  /** One thing to do about it, such as Undo with its key. */
  action?: { label: string; hint?: string; run: () => void }
  /** How long it stays; the clock stands still while it is hovered or focused. */
  seconds?: number
}

/** How long something done can be taken back from its toast. */
export const UNDO_SECONDS = 10

let current: (Toast & { id: number }) | null = null
let lastId = 0
const listeners = new Set<() => void>()

function show(next: typeof current): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says what has just happened; one at a time, a new one replaces the old one. */
export function toast(next: Toast): void {
  lastId += 1
  show({ ...next, id: lastId })
}

/** Takes away whatever is shown. */
export function dismissToast(): void {
  show(null)
}

/** The place of the toasts: once, in the shell. A live region that is always there is read out. */
export function ToastRegion() {
  const now = useSyncExternalStore(subscribe, () => current)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-30 flex justify-center md:bottom-6"
    >
      {now && <ToastBar key={now.id} {...now} />}
    </div>
  )
}

function ToastBar({ text, action, seconds = 6 }: Toast) {
  const [left, setLeft] = useState(seconds)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setInterval(() => setLeft((before) => before - 1), 1000)
    return () => clearInterval(timer)
  }, [held])
  useEffect(() => {
    if (left <= 0) dismissToast()
  }, [left])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering and focus only stop the clock
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex min-h-11 max-w-full items-center gap-3 rounded-md bg-ink py-1 pr-1.5 pl-4 text-base text-bg shadow-2"
    >
      <span className="min-w-0 py-1.5">{text}</span>
      {action ? (
        <button
          type="button"
          onClick={() => {
            dismissToast()
            action.run()
          }}
          className="inline-flex h-8 flex-none items-center gap-2 rounded-sm bg-bg/15 px-3 font-medium hover:bg-bg/25 focus-visible:-outline-offset-2 focus-visible:outline-bg pointer-coarse:h-11"
        >
          {action.label}
          {action.hint && <Kbd onFill>{action.hint}</Kbd>}
          <span aria-hidden="true" className="min-w-5 text-right text-sm tabular-nums">
            {left} s
          </span>
        </button>
      ) : (
        <span className="w-2.5" />
      )}
    </div>
  )
}
