import { Undo2 } from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { count, duration, money } from '@/lib/format'
import { lazily } from '@/lib/online'
import { useKeyText } from '@/lib/shortcuts'
import { common, review as t } from '@/messages/en'
import { Kbd } from '@/ui/Kbd'
import { When } from '@/ui/When'
import type { Act } from './acts'
import { totalsOf } from './marks'
import { acts, beatenBy } from './sending'
import { reasonText, useOfferedReasons } from './useReasons'

const ReopenDialog = lazily(() => import('./ReopenDialog'))

/** How often it is looked whether anybody still holds the bar. */
const LOOK_MS = 1_000

interface UndoBarProps {
  act: Act | undefined
  onUndo: () => void
}

/**
 * Says what was done last, offers reasons for it, and takes it back. It stays while it is hovered
 * or focused; the service's clock runs on, so that Undo then gives way to Reopen.
 */
export default function UndoBar({ act, onUndo }: UndoBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<number | null>(null)
  const [reopening, setReopening] = useState<number | null>(null)
  const list = useSyncExternalStore(acts.subscribe, acts.list)
  const shown = act ?? list.find(({ key, state }) => key === held && state !== 'undoing')
  const hold = () => setHeld(shown?.key ?? null)
  // A button that gives way to another under the focus says nothing of having lost it.
  useEffect(() => {
    if (held === null) return
    const timer = setInterval(() => {
      if (!bar.current?.matches(':hover, :focus-within')) setHeld(null)
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [held])
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-20 z-30 flex justify-center md:left-[436px]"
    >
      {shown && (
        // biome-ignore lint/a11y/noStaticElementInteractions: hovering and focus only keep the bar
        <div
          ref={bar}
          onMouseEnter={hold}
          onMouseLeave={() => setHeld(null)}
          onFocus={hold}
          onBlur={() => setHeld(null)}
          className="pointer-events-auto flex min-h-11 max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-ink py-1 pr-1.5 pl-4 text-base text-bg shadow-2"
        >
          <Said act={shown} onUndo={onUndo} onReopen={setReopening} />
        </div>
      )}
      {reopening !== null && (
        <Suspense>
          <ReopenDialog id={reopening} onClose={() => setReopening(null)} />
        </Suspense>
      )}
    </div>
  )
}

interface SaidProps {
  act: Act
  onUndo: () => void
  onReopen: (id: number) => void
}

function Said({ act, onUndo, onReopen }: SaidProps) {
  const reasons = useOfferedReasons(act)
  const left = useSecondsLeft(act)
  const undoKey = useKeyText('undo')
  const canUndo = act.state === 'sending' || (act.state === 'done' && left > 0)
  // Of many that were decided together each is opened again by itself, from its page.
  const [only, ...others] = act.reviews
  const isFinal = !canUndo && (act.state === 'done' || act.state === 'late')
  const canReopen = isFinal && act.deed.kind === 'resolve' && only && others.length === 0
  return (
    <>
      <span className="min-w-0 py-1.5">
        <Words act={act} />
        {canUndo && undoKey && <span className="sr-only"> {t.undoSpoken(undoKey)}</span>}
      </span>
      {reasons.length > 0 && (
        <span className="flex flex-wrap items-center gap-1.5">
          <span className="text-sm opacity-80">{t.whyAsk}</span>
          {reasons.map((code, place) => (
            <BarButton
              key={code}
              hint={String(place + 1)}
              pressed={act.reason === code}
              onClick={() => void acts.name(act.key, code)}
            >
              {reasonText(code)}
            </BarButton>
          ))}
        </span>
      )}
      {act.state === 'failed' && (
        <BarButton onClick={() => acts.retry(act.key)}>{common.tryAgain}</BarButton>
      )}
      {canReopen && act.state === 'done' && (
        <span className="text-sm opacity-80">{t.sentAlready}</span>
      )}
      {(canUndo || canReopen) && (
        // One button: who has the focus on it keeps it when its time is over.
        <button
          type="button"
          onClick={canUndo ? onUndo : () => only && onReopen(only.id)}
          aria-keyshortcuts={canUndo ? undoKey : undefined}
          className="inline-flex h-8 flex-none items-center gap-2 rounded-sm bg-bg/15 px-3 font-medium hover:bg-bg/25 focus-visible:-outline-offset-2 focus-visible:outline-bg pointer-coarse:h-11"
        >
          <Undo2 aria-hidden="true" size={16} />
          {canUndo ? t.undo : t.reopen}
          {canUndo && undoKey && <Kbd onFill>{undoKey}</Kbd>}
          {canUndo && (
            <span aria-hidden="true" className="min-w-7 text-right text-sm tabular-nums">
              {t.seconds(left)}
            </span>
          )}
        </button>
      )}
      {!canUndo && !canReopen && act.state !== 'failed' && <span className="w-2.5" />}
    </>
  )
}

interface BarButtonProps {
  hint?: string
  pressed?: boolean
  onClick: () => void
  children: ReactNode
}

function BarButton({ hint, pressed, onClick, children }: BarButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-keyshortcuts={hint}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      className="inline-flex h-7.5 items-center gap-1.5 rounded-sm border border-bg/35 px-2 text-sm hover:bg-bg/15 focus-visible:outline-bg aria-pressed:bg-bg aria-pressed:text-ink pointer-coarse:h-11"
    >
      {hint && (
        <span aria-hidden="true" className="hidden opacity-70 pointer-fine:inline">
          {hint}
        </span>
      )}
      {children}
    </button>
  )
}

/** What was done with what, and how it went. */
function Words({ act }: { act: Act }) {
  const { deed, reviews, state, refused } = act
  const what = <span className="font-semibold">{subject(act)}</span>
  if (state === 'failed')
    return (
      <>
        {t.notSaved} {what} {t.isBack}
      </>
    )
  if (state === 'late') return t.tooLate
  if (state === 'beaten') {
    const first = beatenBy(act)
    const ago = first ? duration(Math.max(0, (Date.now() - Date.parse(first.at)) / 1000)) : ''
    return first ? t.decidedBy(first.by, ago, t.settled[first.choice]) : t.beaten
  }
  if (deed.kind === 'snooze')
    return (
      <>
        {t.snoozedUntil} <When at={deed.until} as="short" />: {what}
      </>
    )
  if (deed.kind === 'ask')
    return (
      <>
        {t.askedOf(deed.person.name)}: {what}
      </>
    )
  const marks = reviews.every(({ kind }) => kind === 'spot_check' || kind === 'close_call')
  return (
    <>
      {(marks ? t.marked_ : t.decided)[deed.choice]} {what}
      {refused.length > 0 && `. ${t.refused(t.orders(refused.length), refused[0]?.message ?? '')}`}
      {act.error !== null && `. ${t.notUndone}`}
    </>
  )
}

function subject({ reviews, refused }: Act): string {
  const [first] = reviews
  if (!first) return ''
  if (reviews.length === 1) {
    return `${first.customer ?? t.guest}, ${money(first.amount, first.currency)}`
  }
  const left = reviews.filter(({ id }) => !refused.some((one) => one.id === id))
  const sums = totalsOf(left).map(({ worth, currency }) => money(worth, currency))
  return `${t.ofMany(count(left.length))}, ${sums.join(' + ')}`
}

function useSecondsLeft({ undoUntil }: Act): number {
  const leftAt = () => Math.max(0, Math.ceil((undoUntil - Date.now()) / 1000))
  const [left, setLeft] = useState(leftAt)
  // biome-ignore lint/correctness/useExhaustiveDependencies: leftAt depends on undoUntil alone
  useEffect(() => {
    setLeft(leftAt())
    const timer = setInterval(() => setLeft(leftAt()), 250)
    return () => clearInterval(timer)
  }, [undoUntil])
  return left
}
