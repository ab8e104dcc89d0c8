import { area, line } from 'd3-shape'
import { type Axis, labelEvery, type Unit, valueScale } from './axis'
import { Gridlines } from './Gridlines'
import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

export interface BandPoint {
  key: string
  /** Under the point, where there is room: "9 Nov". */
  tick: string
  /** Null: there was nothing to measure. */
  value: number | null
  /** Where the true value lies with 95% confidence. */
  low: number | null
  high: number | null
}

interface BandLineProps {
  label: string
  cursor: string
  /** What one point stands for. */
  unit: Unit
  points: readonly BandPoint[]
  axis: Axis
  describe: (index: number) => TooltipTexts
}

const HEIGHT = 200
const TOP = 12
const BOTTOM = HEIGHT - 24
const RIGHT = 14
const LABEL_ROOM = 64

type Known = BandPoint & { value: number; low: number; high: number }

const isKnown = (point: BandPoint | undefined): point is Known =>
  point !== undefined && point.value !== null && point.low !== null && point.high !== null

/** A value over time in the band it may really lie in; where nothing was measured the line breaks. */
export function BandLine({ label, cursor, unit, points, axis, describe }: BandLineProps) {
  const scale = valueScale(
    Math.max(0, ...points.map((point) => point.high ?? 0)),
    axis,
    TOP,
    BOTTOM,
  )
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={scale.left}
      right={RIGHT}
      count={points.length}
      describe={describe}
    >
      {({ width, x, step, active }) => {
        const every = labelEvery(unit, step, LABEL_ROOM)
        const band = area<BandPoint>()
          .x((_, index) => x(index))
          .y0((point) => scale.y(point.low ?? 0))
          .y1((point) => scale.y(point.high ?? 0))
          .defined(isKnown)
        const middle = line<BandPoint>()
          .x((_, index) => x(index))
          .y((point) => scale.y(point.value ?? 0))
          .defined(isKnown)
        return (
          <>
            <path d={band([...points]) ?? undefined} className="fill-series-soft" />
            <Gridlines scale={scale} right={width - RIGHT} />
            <path
              d={middle([...points]) ?? undefined}
              fill="none"
              strokeWidth="2"
              className="stroke-series-1"
            />
            {points.map((point, index) => (
              <g key={point.key}>
                {isKnown(point) && alone(points, index) && (
                  <line
                    x1={x(index)}
                    x2={x(index)}
                    y1={scale.y(point.low)}
                    y2={scale.y(point.high)}
                    strokeWidth="6"
                    className="stroke-series-soft"
                  />
                )}
                {isKnown(point) && (
                  <circle
                    cx={x(index)}
                    cy={scale.y(point.value)}
                    r={active === index ? 5 : 3}
                    strokeWidth="1.5"
                    className="fill-series-1 stroke-surface"
                  />
                )}
                {index % every === 0 && (
                  <text
                    x={x(index)}
                    y={HEIGHT - 6}
                    textAnchor="middle"
                    className="fill-ink-3 text-2xs tabular-nums"
                  >
                    {point.tick}
                  </text>
                )}
              </g>
            ))}
          </>
        )
      }}
    </Plot>
  )
}

/** Whether a point has no measured neighbour: a band of one point would not be seen. */
function alone(points: readonly BandPoint[], index: number): boolean {
  return !isKnown(points[index - 1]) && !isKnown(points[index + 1])
}
