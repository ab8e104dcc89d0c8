import { Plot } from './Plot'
import type { TooltipTexts } from './Tooltip'

/** One step of a value, with the shares 0..1 that fell into it. */
export interface Share {
  label: string
  before: number
  now: number
}

interface ThenNowProps {
  label: string
  cursor: string
  shares: readonly Share[]
  describe: (index: number) => TooltipTexts
}

const HEIGHT = 64
const TOP = 4
const BOTTOM = HEIGHT - 2
const SIDE = 1

/** A small multiple: how a value spreads now, as bars, over how it did then, as a dashed outline. */
export function ThenNow({ label, cursor, shares, describe }: ThenNowProps) {
  const max = Math.max(1e-9, ...shares.flatMap((share) => [share.before, share.now]))
  const y = (share: number) => BOTTOM - (share / max) * (BOTTOM - TOP)
  return (
    <Plot
      label={label}
      cursor={cursor}
      height={HEIGHT}
      left={SIDE}
      right={SIDE}
      count={shares.length}
      describe={describe}
    >
      {({ width, x, step, active }) => (
        <>
          {shares.map((share, index) => (
            <rect
              key={share.label}
              x={x(index) - step / 2 + 1}
              y={y(share.now)}
              width={Math.max(step - 2, 1)}
              height={BOTTOM - y(share.now)}
              rx={1}
              className={`fill-series-1 ${active === null || active === index ? '' : 'opacity-60'}`}
            />
          ))}
          <path
            d={outline(
              shares.map((share) => y(share.before)),
              x,
              step,
            )}
            fill="none"
            strokeWidth="1.5"
            strokeDasharray="3 2"
            className="stroke-ink"
          />
          <line x1={0} x2={width} y1={BOTTOM + 1} y2={BOTTOM + 1} className="stroke-line-strong" />
        </>
      )}
    </Plot>
  )
}

/** Steps along the tops, from the ground up and back to it. */
function outline(tops: readonly number[], x: (index: number) => number, step: number): string {
  const along = tops.map((top, index) => `V${top}H${x(index) + step / 2}`)
  return `M${x(0) - step / 2} ${BOTTOM}${along.join('')}V${BOTTOM}`
}
