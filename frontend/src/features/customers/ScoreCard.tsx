import { useNavigate } from '@tanstack/react-router'
import { ChartFrame } from '@/charts/ChartFrame'
import { StepLine } from '@/charts/StepLine'
import type { CustomerScore } from '@/lib/api.gen'
import { count, score as scoreText, when } from '@/lib/format'
import { useMe } from '@/lib/me'
import { common, customers, transactions } from '@/messages/en'
import { Card } from '@/ui/Card'

const t = customers.page
const AXIS = { format: (value: number) => String(value), whole: true }

/** The scores of a customer's orders over time; known fraud and blocks are marked. */
export function ScoreCard({ scores }: { scores: readonly CustomerScore[] }) {
  const navigate = useNavigate()
  const zone = useMe().merchant.time_zone
  const [first, last] = [scores[0], scores.at(-1)]
  if (!first || !last) return null
  const highest = scores.reduce((best, one) => (one.score > best.score ? one : best), first)
  const day = (one: CustomerScore) => when(one.at, zone, 'date')
  const finding = t.scoresFinding(scoreText(last.score), scoreText(highest.score), day(highest))
  const texts = scores.map((one) => ({
    title: when(one.at, zone, 'exact'),
    rows: [
      { name: t.score, value: scoreText(one.score) },
      { name: t.decision, value: transactions.decisions[one.decision] },
      { name: t.label, value: one.label ? common.labels[one.label] : t.noLabel },
    ],
  }))
  return (
    <Card title={t.scores}>
      <div className="-mt-3">
        <ChartFrame
          label={t.scores}
          lead={finding}
          data={{
            head: [t.when, t.score, t.decision, t.label],
            rows: texts.map((text) => [text.title, ...text.rows.map(({ value }) => value)]),
          }}
        >
          <StepLine
            label={`${t.scoresNote(customers.orders(scores.length, count(scores.length)))}. ${finding}`}
            cursor={`${t.order}. ${t.openOrder}`}
            points={scores.map((one) => ({
              key: String(one.id),
              at: Date.parse(one.at),
              value: one.score,
              mark: one.label === 'fraud' ? 'fraud' : one.decision === 'block' ? 'blocked' : null,
            }))}
            max={100}
            axis={AXIS}
            from={day(first)}
            until={day(last)}
            describe={(index) => texts[index] ?? { title: '', rows: [] }}
            onOpen={(index) => {
              const id = scores[index]?.id
              if (id !== undefined)
                void navigate({ to: '/transactions/$id', params: { id: String(id) } })
            }}
          />
        </ChartFrame>
      </div>
    </Card>
  )
}
