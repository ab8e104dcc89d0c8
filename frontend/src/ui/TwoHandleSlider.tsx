import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

export type Two = readonly [low: number, high: number]

interface TwoHandleSliderProps {
  /** Names both handles together. */
  label: string
  /** Names each of them. */
  names: readonly [string, string]
  /** From 0 to 100, the first never above the second. */
  values: Two
  /** What a screen reader hears of a value. */
  said: (value: number) => string
  onChange: (values: Two) => void
}

const MOST = 100
const PAGE = 10
/** How far each key moves a handle; Home and End go as far as the other handle lets them. */
const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -PAGE,
  PageUp: PAGE,
  Home: -MOST,
  End: MOST,
}
/** The track ends where charts above it do. */
const INSET = 6

/**
 * Two lines on a scale from 0 to 100, dragged or moved by the keys; they never cross. Low, middle
 * and high part have the colours of what happens. Put number fields beside it: dragging needs an
 * alternative (WCAG 2.5.7).
 */
export function TwoHandleSlider({ label, names, values, said, onChange }: TwoHandleSliderProps) {
  const track = useRef<HTMLDivElement>(null)
  const handles = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)] as const
  const held = useRef<0 | 1 | null>(null)
  const limits = (which: 0 | 1): Two => (which === 0 ? [0, values[1]] : [values[0], MOST])

  function move(which: 0 | 1, to: number) {
    const [least, most] = limits(which)
    const value = Math.min(Math.max(to, least), most)
    if (value !== values[which]) onChange(which === 0 ? [value, values[1]] : [values[0], value])
  }

  function pointed(event: PointerEvent): number {
    const box = track.current?.getBoundingClientRect()
    const share = box?.width ? (event.clientX - box.left) / box.width : 0
    return Math.round(Math.min(Math.max(share, 0), 1) * MOST)
  }

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return
    const at = pointed(event)
    const which = nearer(at, values)
    held.current = which
    event.currentTarget.setPointerCapture(event.pointerId)
    handles[which].current?.focus({ preventScroll: true })
    // A press on the handle itself is no move: it may stand between two points.
    if (Math.abs(at - values[which]) > 1) move(which, at)
    event.preventDefault()
  }

  function onKeyDown(event: KeyboardEvent, which: 0 | 1) {
    const by = MOVES[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    move(which, values[which] + by)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be the ground of a drag
    <div
      role="group"
      aria-label={label}
      className="relative h-8 touch-pan-y cursor-pointer select-none pointer-coarse:h-11"
      onPointerDown={onPointerDown}
      onPointerMove={(event) => held.current !== null && move(held.current, pointed(event))}
      onPointerUp={() => {
        held.current = null
      }}
      onPointerCancel={() => {
        held.current = null
      }}
    >
      <div ref={track} className="absolute inset-y-0" style={{ left: INSET, right: INSET }}>
        <Part from={0} to={values[0]} fill="bg-low" />
        <Part from={values[0]} to={values[1]} fill="bg-elevated" />
        <Part from={values[1]} to={MOST} fill="bg-critical" />
        {([0, 1] as const).map((which) => (
          <div
            key={names[which]}
            ref={handles[which]}
            role="slider"
            tabIndex={0}
            aria-label={names[which]}
            aria-valuemin={limits(which)[0]}
            aria-valuemax={limits(which)[1]}
            aria-valuenow={values[which]}
            aria-valuetext={said(values[which])}
            onKeyDown={(event) => onKeyDown(event, which)}
            style={{ left: `${values[which]}%` }}
            className="group absolute top-1/2 grid size-8 -translate-1/2 cursor-grab place-items-center rounded-full focus-visible:outline-none active:cursor-grabbing pointer-coarse:size-11"
          >
            <span className="size-6 rounded-full border-2 border-ink bg-surface shadow-1 group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-focus" />
          </div>
        ))}
      </div>
    </div>
  )
}

/** The handle to move when the scale is pressed; of two in one place the one that can go there. */
function nearer(at: number, [low, high]: Two): 0 | 1 {
  const [below, above] = [Math.abs(at - low), Math.abs(at - high)]
  if (below === above) return at < low || low === MOST ? 0 : 1
  return below < above ? 0 : 1
}

function Part({ from, to, fill }: { from: number; to: number; fill: string }) {
  return (
    <span
      className={`absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full ${fill}`}
      style={{ left: `${from}%`, width: `${to - from}%` }}
    />
  )
}
