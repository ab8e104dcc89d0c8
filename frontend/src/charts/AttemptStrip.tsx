import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

/** One order of a customer or card: the one in question, one that was blocked, any other. */
export interface Attempt {
  key: string
  /** How long before the end of the strip. */
  hours: number
  mark: 'this' | 'blocked' | 'other'
}

interface AttemptStripProps {
  label: string
  cursor: string
  /** How much time the strip stands for. */
  hours: number
  /** What its two ends are called. */
  from: string
  until: string
  /** The oldest first. */
  attempts: readonly Attempt[]
  describe: (index: number) => TooltipTexts
}

const HEIGHT = 48
const MIDDLE = 14
const SIDE = 8
const HALF = 5

/** Orders as marks on a line of time: a ring, a cross for a blocked one, a diamond for this one. */
export function AttemptStrip(props: AttemptStripProps) {
  const { label, cursor, hours, from, until, attempts, describe } = props
  const across = (ago: number, width: number) => SIDE + (width - 2 * SIDE) * (1 - ago / hours)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={SIDE}
      right={SIDE}
      count={attempts.length}
      position={(index, width) => across(attempts[index]?.hours ?? 0, width)}
      describe={describe}
    >
      {({ width, x, active }) => (
        <>
          <line
            x1={SIDE}
            x2={width - SIDE}
            y1={MIDDLE}
            y2={MIDDLE}
            strokeWidth="1.5"
            className="stroke-line-strong"
          />
          {attempts.map((attempt, index) => (
            <g
              key={attempt.key}
              transform={`translate(${x(index)} ${MIDDLE}) scale(${active === index ? 1.3 : 1})`}
            >
              <Mark mark={attempt.mark} />
            </g>
          ))}
          <text x={SIDE} y={HEIGHT - 6} className="fill-ink-3 text-2xs">
            {from}
          </text>
          <text x={width - SIDE} y={HEIGHT - 6} textAnchor="end" className="fill-ink-3 text-2xs">
            {until}
          </text>
        </>
      )}
    </Plot>
  )
}

function Mark({ mark }: { mark: Attempt['mark'] }) {
  if (mark === 'this') {
    return (
      <path d="M0-6.5 6.5 0 0 6.5-6.5 0z" strokeWidth="1.5" className="fill-ink stroke-surface" />
    )
  }
  if (mark === 'blocked') {
    return (
      <path
        d={`M${-HALF}${-HALF} ${HALF} ${HALF}M${HALF}${-HALF} ${-HALF} ${HALF}`}
        strokeWidth="2.2"
        className="stroke-high"
      />
    )
  }
  return <circle r="4" strokeWidth="1.8" className="fill-surface stroke-ink-2" />
}
