import { clsx } from 'clsx'
import { plain, points as pointsText, score as scoreText } from '@/lib/format'
import { inputName } from '@/lib/inputs'
import { judgement as t } from '@/messages/en'
import type { Contribution } from './why'

interface ContributionWaterfallProps {
  score: number
  basePoints: number
  contributions: readonly Contribution[]
  lines: { review_line: number; block_line: number }
}

/** The way from a typical score to this one, step by step, on the scale of the score. */
export function ContributionWaterfall(props: ContributionWaterfallProps) {
  const { score, basePoints, contributions, lines } = props
  let reached = basePoints
  const steps = contributions.map((one) => {
    const from = reached
    reached += one.points
    return { ...one, from, to: reached }
  })
  return (
    <div className="flex flex-col gap-2">
      <ol className="@container flex flex-col">
        <Step
          name={t.typical}
          shown={scoreText(basePoints)}
          from={0}
          to={basePoints}
          fill="bg-series-2"
          lines={lines}
        />
        {steps.map((step) => (
          <Step
            key={`${step.code} ${step.feature}`}
            name={inputName(step.code)}
            shown={pointsText(step.whole)}
            from={step.from}
            to={step.to}
            fill={step.points < 0 ? 'bg-low' : 'bg-high'}
            lines={lines}
          />
        ))}
        <Step
          name={t.total}
          shown={scoreText(score)}
          from={0}
          to={score}
          fill="bg-ink"
          strong
          lines={lines}
        />
      </ol>
      <p className="flex flex-wrap justify-between gap-x-4 text-2xs text-ink-3">
        <span>{t.axis}</span>
        <span>
          {t.reviewLine(plain(lines.review_line))}, {t.blockLine(plain(lines.block_line))}
        </span>
      </p>
    </div>
  )
}

interface StepProps {
  name: string
  shown: string
  from: number
  to: number
  fill: string
  strong?: boolean
  lines: { review_line: number; block_line: number }
}

function Step({ name, shown, from, to, fill, strong = false, lines }: StepProps) {
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-3 border-b border-line py-1 @lg:grid-cols-[14rem_1fr_2.5rem]">
      <span className={clsx('min-w-0 text-sm', strong && 'font-semibold')}>{name}</span>
      <span
        aria-hidden="true"
        className="relative col-span-2 row-start-2 h-5 @lg:col-span-1 @lg:col-start-2 @lg:row-start-1"
      >
        {[lines.review_line, lines.block_line].map((line) => (
          <span
            key={line}
            className="absolute -inset-y-1 w-px bg-line-strong"
            style={{ left: `${line}%` }}
          />
        ))}
        <span
          className={clsx('absolute inset-y-1 min-w-0.5 rounded-[2px]', fill)}
          style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }}
        />
      </span>
      <span
        className={clsx(
          'col-start-2 row-start-1 text-right text-sm tabular-nums @lg:col-start-3',
          strong && 'font-semibold',
        )}
      >
        {shown}
      </span>
    </li>
  )
}
