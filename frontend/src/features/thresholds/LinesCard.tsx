import { ChartFrame } from '@/charts/ChartFrame'
import { Histogram } from '@/charts/Histogram'
import type { Preview } from '@/lib/api.gen'
import { count, plain } from '@/lib/format'
import { common, thresholds as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { TwoHandleSlider } from '@/ui/TwoHandleSlider'
import { LineField } from './LineField'
import type { Lines, Orders } from './lines'
import { type Step, saysOf, stepName, stepsOf } from './spread'

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
  const isEmpty = preview.payments === 0
  return (
    <Card
      title={t.where}
      note={!isEmpty && t.known(count(preview.payments), count(preview.labelled))}
    >
      {!isEmpty && <Spread preview={preview} steps={stepsOf(orders, lines)} />}
      <TwoHandleSlider
        label={t.lines}
        names={[t.reviewLine, t.blockLine]}
        values={[review, block]}
        said={(line) => t.at(plain(line))}
        onChange={([low, high]) => onMove({ review: low, block: high })}
      />
      <div className="mt-3 flex flex-wrap gap-x-6 gap-y-3">
        <LineField
          label={t.reviewFrom}
          value={review}
          refuse={(line) => (line > block ? t.aboveBlock(plain(block)) : null)}
          onChange={(line) => onMove({ review: line, block })}
        />
        <LineField
          label={t.blockFrom}
          value={block}
          refuse={(line) => (line < review ? t.belowReview(plain(review)) : null)}
          onChange={(line) => onMove({ review, block: line })}
        />
      </div>
      <p className="mt-3 text-sm text-ink-2 tabular-nums">{saysOf(lines)}</p>
      <Untouched orders={orders} />
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
  const rows = (step: Step) => PARTS.map(([part, name]) => ({ name, value: count(step[part]) }))
  return (
    <ChartFrame
      label={t.chart}
      lead={t.squareRoot}
      data={{
        head: [t.score, ...PARTS.map(([, name]) => name)],
        rows: steps.map((step) => [stepName(step), ...rows(step).map(({ value }) => value)]),
      }}
    >
      <Histogram
        bare
        label={t.finding(count(approved), count(reviewed), count(blocked), count(preview.payments))}
        cursor={t.score}
        steps={steps}
        lines={[]}
        describe={(index) => {
          const step = steps[index] as Step
          return { title: stepName(step), rows: rows(step) }
        }}
      />
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
  return <p className="mt-1 text-xs text-ink-3 tabular-nums">{t.untouched(parts.join(', '))}</p>
}
