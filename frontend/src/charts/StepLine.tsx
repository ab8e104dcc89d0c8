import { curveStepAfter, line } from 'd3-shape'
import { type Axis, valueScale } from './axis'
import { Gridlines } from './Gridlines'
import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

export interface StepPoint {
  key: string
  /** In milliseconds since 1970. */
  at: number
  value: number
  /** A mark beside the line, with its name read out by the tooltip. */
  mark: 'fraud' | 'blocked' | null
}

interface StepLineProps {
  label: string
  cursor: string
  /** The oldest first. */
  points: readonly StepPoint[]
  /** The top of the scale, which begins at zero. */
  max: number
  axis: Axis
  /** What the two ends of the time are called. */
  from: string
  until: string
  describe: (index: number) => TooltipTexts
  onOpen: (index: number) => void
}

const HEIGHT = 180
const TOP = 12
const BOTTOM = HEIGHT - 24
const RIGHT = 14
/** Above so many points the line is drawn without their dots. */
const DOTS = 80

/** A value that holds until the next one, over time; events are marked. */
export function StepLine(props: StepLineProps) {
  const { label, cursor, points, max, axis, from, until, describe, onOpen } = props
  const scale = valueScale(max, axis, TOP, BOTTOM)
  const start = points[0]?.at ?? 0
  const span = Math.max((points.at(-1)?.at ?? 0) - start, 1)
  const across = (index: number, width: number) => {
    const room = width - scale.left - RIGHT
    if (points.length === 1) return scale.left + room / 2
    return scale.left + (room * ((points[index]?.at ?? start) - start)) / span
  }
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={scale.left}
      right={RIGHT}
      count={points.length}
      position={across}
      describe={describe}
      onOpen={onOpen}
    >
      {({ width, x, active }) => {
        const steps = line<StepPoint>()
          .x((_, index) => x(index))
          .y((point) => scale.y(point.value))
          .curve(curveStepAfter)
        return (
          <>
            <Gridlines scale={scale} right={width - RIGHT} />
            <path
              d={steps([...points]) ?? undefined}
              fill="none"
              strokeWidth="1.75"
              className="stroke-series-1"
            />
            {points.map((point, index) => (
              <g key={point.key} transform={`translate(${x(index)} ${scale.y(point.value)})`}>
                {(points.length <= DOTS || active === index) && point.mark === null && (
                  <circle r={active === index ? 4.5 : 2.5} className="fill-series-1" />
                )}
                {point.mark === 'fraud' && (
                  <path
                    d="M0-5.5 5.5 0 0 5.5-5.5 0z"
                    strokeWidth="1.5"
                    className="fill-critical stroke-surface"
                  />
                )}
                {point.mark === 'blocked' && (
                  <path d="M-4-4 4 4M4-4-4 4" strokeWidth="2" className="stroke-high" />
                )}
              </g>
            ))}
            <text x={scale.left} y={HEIGHT - 6} className="fill-ink-3 text-2xs">
              {from}
            </text>
            <text x={width - RIGHT} y={HEIGHT - 6} textAnchor="end" className="fill-ink-3 text-2xs">
              {until}
            </text>
          </>
        )
      }}
    </Plot>
  )
}
