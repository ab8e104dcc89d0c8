import { ticks as roundValues } from 'd3-array'
import { line } from 'd3-shape'
import { type Axis, spanScale } from './axis'
import { Gridlines } from './Gridlines'
import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

export interface CurveAt {
  at: number
  value: number
}

interface CurveProps {
  label: string
  cursor: string
  /** By rising `at`. */
  points: readonly CurveAt[]
  axis: Axis
  /** What the points stand at, under the line. */
  across: (at: number) => string
  /** A dotted line with its text: how it is now. */
  now: { at: number; text: string } | null
  /** The point that is looked at, with its text above. */
  chosen: { at: number; value: number; text: string }
  describe: (index: number) => TooltipTexts
  onOpen: (index: number) => void
}

const HEIGHT = 146
const TOP = 30
const BOTTOM = HEIGHT - 22
const RIGHT = 18
const TICKS = 5
/** How wide a letter of the small texts is at most, in pixels. */
const LETTER = 6.4

/** What each of many choices would come to, with the one that holds and the one that is tried. */
export function Curve(props: CurveProps) {
  const { label, cursor, points, axis, across, now, chosen, describe, onOpen } = props
  const values = points.map(({ value }) => value)
  const scale = spanScale(Math.min(...values), Math.max(...values), axis, TOP, BOTTOM)
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0]
  const place = (at: number, width: number) =>
    scale.left + ((at - first) / Math.max(last - first, 1e-9)) * (width - scale.left - RIGHT)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={scale.left}
      right={RIGHT}
      count={points.length}
      position={(index, width) => place(points[index]?.at ?? first, width)}
      describe={describe}
      onOpen={onOpen}
    >
      {({ width, x, active }) => {
        const path = line<CurveAt>()
          .x((_, index) => x(index))
          .y(({ value }) => scale.y(value))
        const inside = (at: number, text: string) => {
          const half = (text.length * LETTER) / 2
          return Math.min(Math.max(place(at, width), scale.left + half), width - half)
        }
        const mark = { x: place(chosen.at, width), y: scale.y(chosen.value) }
        const shown = active === null ? undefined : points[active]
        return (
          <>
            <Gridlines scale={scale} right={width - RIGHT} />
            {now && now.at >= first && (
              <g>
                <line
                  x1={place(now.at, width)}
                  x2={place(now.at, width)}
                  y1={TOP - 14}
                  y2={BOTTOM}
                  strokeDasharray="2 3"
                  className="stroke-line-strong"
                />
                <text
                  x={inside(now.at, now.text)}
                  y={TOP - 20}
                  textAnchor="middle"
                  className="fill-ink-3 text-2xs tabular-nums"
                >
                  {now.text}
                </text>
              </g>
            )}
            <path
              d={path([...points]) ?? undefined}
              fill="none"
              strokeWidth="1.75"
              strokeLinejoin="round"
              className="stroke-series-1"
            />
            {shown && (
              <circle
                cx={place(shown.at, width)}
                cy={scale.y(shown.value)}
                r="4"
                className="fill-series-1"
              />
            )}
            <circle
              cx={mark.x}
              cy={mark.y}
              r="5.5"
              strokeWidth="2.5"
              className="fill-surface stroke-ink"
            />
            <text
              x={inside(chosen.at, chosen.text)}
              y={mark.y - 12}
              textAnchor="middle"
              strokeWidth="3"
              paintOrder="stroke"
              className="fill-ink stroke-surface text-xs font-semibold tabular-nums"
            >
              {chosen.text}
            </text>
            {ticksOf(first, last).map((at) => (
              <text
                key={at}
                x={inside(at, across(at))}
                y={HEIGHT - 6}
                textAnchor="middle"
                className="fill-ink-3 text-2xs tabular-nums"
              >
                {across(at)}
              </text>
            ))}
          </>
        )
      }}
    </Plot>
  )
}

/** The ends, and the round numbers between them that do not touch those. */
function ticksOf(first: number, last: number): number[] {
  const near = 0.08 * (last - first)
  const between = roundValues(first, last, TICKS).filter(
    (at) => at - first > near && last - at > near,
  )
  return [...new Set([first, ...between, last])]
}
