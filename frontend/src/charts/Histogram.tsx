import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

/** Orders of one step of the score, by what happened to them. */
export interface Step {
  floor: number
  approve: number
  review: number
  block: number
}

interface HistogramProps {
  label: string
  cursor: string
  /** All steps from 0 to 100, empty ones too. */
  steps: readonly Step[]
  /** Vertical lines with their text, on the scale of the score. */
  lines: readonly { at: number; text: string }[]
  describe: (index: number) => TooltipTexts
  /** Bars alone: something below is the axis, such as a slider. */
  bare?: boolean
  /** In pixels, where its place is taller or lower than usual. */
  height?: number
}

const USUAL = 186
/** The bars alone, as tall as they are with their axis. */
export const BARS = USUAL - 33
const TOP = 34
const AXIS = 20
const SIDE = 6
const TICKS = [0, 25, 50, 75, 100]
const PARTS = [
  ['approve', 'fill-low'],
  ['review', 'fill-elevated'],
  ['block', 'fill-critical'],
] as const

/** How scores spread, on a square-root scale (say so beside it): one bar a step, stacked by decision. */
export function Histogram(props: HistogramProps) {
  const { label, cursor, steps, lines, describe, bare = false } = props
  const { height = bare ? BARS : USUAL } = props
  const [top, bottom] = bare ? [0, height - 1] : [TOP, height - AXIS]
  const total = (step: Step) => step.approve + step.review + step.block
  const max = Math.max(1, ...steps.map(total))
  const tall = (step: Step) => Math.sqrt(total(step) / max) * (bottom - top)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={height}
      left={SIDE}
      right={SIDE}
      count={steps.length}
      describe={describe}
    >
      {({ width, x, step: wide, active }) => {
        const at = (score: number) => SIDE + ((width - 2 * SIDE) * score) / 100
        return (
          <>
            {steps.map((step, index) => {
              const full = tall(step)
              let base = bottom
              return PARTS.map(([part, fill]) => {
                const size = step[part] ? (full * step[part]) / total(step) : 0
                base -= size
                return size ? (
                  <rect
                    key={`${step.floor}-${part}`}
                    x={x(index) - wide / 2 + 0.75}
                    y={base}
                    width={Math.max(wide - 1.5, 1)}
                    height={size}
                    rx={1}
                    className={`${fill} ${active === null || active === index ? '' : 'opacity-60'}`}
                  />
                ) : null
              })
            })}
            <line
              x1={SIDE}
              x2={width - SIDE}
              y1={bottom}
              y2={bottom}
              className="stroke-line-strong"
            />
            {lines.map((mark, index) => (
              <g key={mark.at}>
                <line
                  x1={at(mark.at)}
                  x2={at(mark.at)}
                  y1={TOP - 16}
                  y2={bottom + 4}
                  strokeWidth="1.5"
                  className="stroke-ink"
                />
                <text
                  x={Math.min(at(mark.at), width - mark.text.length * 3.2)}
                  y={TOP - 22}
                  textAnchor={
                    index === 0 && lines.length > 1 && near(lines, width) ? 'end' : 'middle'
                  }
                  className="fill-ink text-2xs font-semibold"
                >
                  {mark.text}
                </text>
              </g>
            ))}
            {(bare ? [] : TICKS).map((score) => (
              <text
                key={score}
                x={at(score)}
                y={height - 4}
                textAnchor={score === 0 ? 'start' : score === 100 ? 'end' : 'middle'}
                className="fill-ink-3 text-2xs tabular-nums"
              >
                {score}
              </text>
            ))}
          </>
        )
      }}
    </Plot>
  )
}

/** Whether the texts of two lines would touch when both stood above their line. */
function near(lines: HistogramProps['lines'], width: number): boolean {
  const [first, last] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 100]
  return ((last - first) / 100) * width < 84
}
