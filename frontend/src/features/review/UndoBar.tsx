import { Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { review as t } from '@/messages/en'
import { Kbd } from '@/ui/Kbd'
import { Money } from '@/ui/Money'
import { outbox } from './decisions'
import type { Entry } from './outbox'

/**
 * Says what was decided last and takes it back. It stays, and with it everything that waits, while
 * it is hovered or focused. Not a toast of the whole app: the clock is the decision's own.
 */
export function UndoBar({ last, onUndo }: { last: Entry | undefined; onUndo: () => void }) {
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-30 flex justify-center md:left-[436px]"
    >
      {last && <Shown key={last.row.id} entry={last} onUndo={onUndo} />}
    </div>
  )
}

function Shown({ entry, onUndo }: { entry: Entry; onUndo: () => void }) {
  const left = useSecondsLeft(entry)
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const held = hovered || focused
  useEffect(() => {
    if (!held) return
    outbox.hold()
    // Also when the bar goes while the pointer is on it: then nobody says that it left.
    return outbox.release
  }, [held])
  const { row, choice } = entry
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering and focus only stop the clock
    <div
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="pointer-events-auto flex min-h-11 max-w-full items-center gap-3 rounded-md bg-ink py-1 pr-1.5 pl-4 text-base text-bg shadow-2"
    >
      <span className="min-w-0 py-1.5">
        {(row.decision === 'review' ? t.decided : t.marked)[choice]}{' '}
        <span className="font-semibold">
          <Money amount={row.amount} currency={row.currency} />
        </span>
        {row.customer && <span className="max-sm:hidden">{t.toastEnd(row.customer)}</span>}.
        <span className="sr-only"> {t.undoSpoken}</span>
      </span>
      <button
        type="button"
        onClick={onUndo}
        aria-keyshortcuts="Z"
        className="inline-flex h-8 flex-none items-center gap-2 rounded-sm bg-bg/15 px-3 font-medium hover:bg-bg/25 focus-visible:-outline-offset-2 focus-visible:outline-bg pointer-coarse:h-11"
      >
        <Undo2 aria-hidden="true" size={16} />
        {t.undo}
        <Kbd onFill>Z</Kbd>
        <span aria-hidden="true" className="min-w-7 text-right text-sm tabular-nums">
          {t.seconds(left)}
        </span>
      </button>
    </div>
  )
}

function useSecondsLeft(entry: Entry): number {
  const [left, setLeft] = useState(() => outbox.secondsLeft(entry))
  useEffect(() => {
    const timer = setInterval(() => setLeft(outbox.secondsLeft(entry)), 250)
    return () => clearInterval(timer)
  }, [entry])
  return left
}
