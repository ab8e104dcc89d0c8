import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { Tooltip, type TooltipTexts } from './Tooltip'
import { useWidth } from './useWidth'

/** Where things are in the picture, in pixels. */
export interface Place {
  width: number
  /** The middle of mark `index`. */
  x: (index: number) => number
  /** How far marks stand apart. */
  step: number
  /** The mark the pointer or the arrow keys are on. */
  active: number | null
}

interface PlotProps {
  /** What the picture shows, as a sentence: the finding, not the kind of chart. */
  label: string
  /** What the arrow keys move over: "Day". */
  cursor: string
  height: number
  left: number
  right: number
  /** How many marks stand side by side, all equally wide unless `position` says where they are. */
  count: number
  /** The middle of a mark in pixels, from left to right, where marks do not stand evenly. */
  position?: (index: number, width: number) => number
  /** What is said about a mark: the tooltip, and what a screen reader hears. */
  describe: (index: number) => TooltipTexts
  /** A mark was clicked, or Enter was pressed on it. */
  onOpen?: ((index: number) => void) | undefined
  children: (place: Place) => ReactNode
}

/**
 * The ground of every chart: an SVG as wide as its container, and a cursor that follows the pointer
 * or the arrow keys. The cursor is a real range input, so a screen reader reads each mark.
 */
export function Plot(props: PlotProps) {
  const { label, cursor, height, left, right, count, position, describe, onOpen, children } = props
  const [ref, width] = useWidth()
  const [active, setActive] = useState<number | null>(null)
  const tapped = useRef<number | null>(null)
  const step = (width - left - right) / Math.max(count, 1)
  const x = (index: number) => position?.(index, width) ?? left + step * (index + 0.5)

  function at(event: PointerEvent): number | null {
    const pointed = event.clientX - event.currentTarget.getBoundingClientRect().left
    if (position) return nearest(pointed, count, x)
    const index = Math.floor((pointed - left) / step)
    return index >= 0 && index < count ? index : null
  }

  // A finger has no hover: its first tap shows the mark, a second one on the same opens it.
  function onPointerDown(event: PointerEvent) {
    const index = at(event)
    tapped.current = event.pointerType === 'touch' && index !== active ? null : index
    setActive(index)
  }

  const shown = active !== null && active < count ? active : null
  const resting = shown ?? count - 1
  const texts = count > 0 ? describe(resting) : null
  return (
    <div
      ref={ref}
      className={`relative touch-pan-y rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${onOpen && shown !== null ? 'cursor-pointer' : ''}`}
      onPointerMove={(event) => setActive(at(event))}
      onPointerDown={onPointerDown}
      onPointerLeave={(event) => event.pointerType !== 'touch' && setActive(null)}
      onPointerUp={() => tapped.current !== null && onOpen?.(tapped.current)}
    >
      <svg role="img" aria-label={label} width={width} height={height} className="block">
        {children({ width, x, step, active: shown })}
      </svg>
      {texts && (
        <input
          type="range"
          aria-label={cursor}
          aria-valuetext={spoken(texts)}
          min={0}
          max={count - 1}
          value={resting}
          onChange={(event) => setActive(Number(event.target.value))}
          onFocus={() => setActive((before) => before ?? count - 1)}
          onBlur={() => setActive(null)}
          onKeyDown={(event) => event.key === 'Enter' && onOpen?.(resting)}
          className="pointer-events-none absolute inset-0 m-0 size-full opacity-0"
        />
      )}
      {shown !== null && texts && <Tooltip x={x(shown)} width={width} texts={texts} />}
    </div>
  )
}

function nearest(pointed: number, count: number, x: (index: number) => number): number | null {
  let best: number | null = null
  for (let index = 0; index < count; index++) {
    if (best === null || Math.abs(x(index) - pointed) < Math.abs(x(best) - pointed)) best = index
  }
  return best
}

function spoken({ title, rows }: TooltipTexts): string {
  return `${title}: ${rows.map((row) => `${row.name} ${row.value}`).join(', ')}`
}
