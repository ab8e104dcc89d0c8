import { ChartFrame } from '@/charts/ChartFrame'
import { BARS, Histogram } from '@/charts/Histogram'
import { useHeight } from '@/charts/useWidth'
import type { Preview } from '@/lib/api.gen'
import { count, plain } from '@/lib/format'
import { common, thresholds as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { TwoHandleSlider } from '@/ui/TwoHandleSlider'
import { LineFields } from './LineFields'
import type { Lines, Orders } from './lines'
import { type Step, stepName, stepsOf } from './spread'

interface LinesCardProps {
  /** With the lines where they are now on screen. */
  preview: Preview
  orders: Orders
  lines: Lines
  onMove: (lines: Lines) => void
}

/** The scores of past orders with the two lines on them, to be dragged, pressed or written. */
export function LinesCard({ preview, orders, lines, onMove }: LinesCardProps) {
  const { review, block } = lines
  return (
    <Card title={t.where} note={t.known(count(preview.payments), count(preview.labelled))}>
      <div className="flex h-full flex-col">
        <Spread preview={preview} steps={stepsOf(orders, lines)} />
        <TwoHandleSlider
          label={t.lines}
          names={[t.reviewLine, t.blockLine]}
          values={[review, block]}
          said={(line) => t.at(plain(line))}
          onChange={([low, high]) => onMove({ review: low, block: high })}
        />
        <div className="mt-3">
          <LineFields lines={lines} onMove={onMove} />
        </div>
        <Untouched orders={orders} />
      </div>
    </Card>
  )
}

const PARTS = [
  ['approve', t.pass],
  ['review', t.wait],
  ['block', common.decided.block],
] as const

function Spread({ preview, steps }: { preview: Preview; steps: readonly Step[] }) {
  const { approved, reviewed, blocked } = preview.new
  const [place, height] = useHeight(BARS)
  const rows = (step: Step) => PARTS.map(([part, name]) => ({ name, value: count(step[part]) }))
  return (
    <ChartFrame
      label={t.chart}
      fill
      lead={t.squareRoot}
      data={{
        head: [t.score, ...PARTS.map(([, name]) => name)],
        rows: steps.map((step) => [stepName(step), ...rows(step).map(({ value }) => value)]),
      }}
    >
      <div ref={place} className="relative flex-1" style={{ minHeight: BARS }}>
        <div className="absolute inset-0">
          <Histogram
            bare
            height={height}
            label={t.finding(
              count(approved),
              count(reviewed),
              count(blocked),
              count(preview.payments),
            )}
            cursor={t.score}
            steps={steps}
            lines={[]}
            describe={(index) => {
              const step = steps[index] as Step
              return { title: stepName(step), rows: rows(step) }
            }}
          />
        </div>
      </div>
    </ChartFrame>
  )
}

/** How many orders rules, lists and the shield decide, which the lines cannot move. */
function Untouched({ orders }: { orders: Orders }) {
  const held = orders.held.reduce((sum, { payments }) => sum + payments, 0)
  const parts = (
    [
      [held, t.held],
      [orders.approved.payments, t.passed],
      [orders.blocked.payments, t.stopped],
    ] as const
  ).flatMap(([number, words]) => (number > 0 ? [words(count(number))] : []))
  if (parts.length === 0) return null
  return <p className="mt-2 text-xs text-ink-3 tabular-nums">{t.untouched(parts.join(', '))}</p>
}
