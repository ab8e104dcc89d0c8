import type { RiskFactor } from '@/lib/api.gen'
import { count, score as scoreText } from '@/lib/format'
import { useKeys } from '@/lib/keys'
import { wholePoints } from '@/lib/points'
import { judgement as t } from '@/messages/en'
import { Card } from './Card'
import { ContributionTable } from './ContributionTable'
import { ContributionWaterfall } from './ContributionWaterfall'
import { ContributionWords } from './ContributionWords'
import { Kbd } from './Kbd'
import { Select } from './Select'
import { WHY_VIEWS, type WhyView } from './why'

interface ContributionListProps {
  score: number
  /** The score of a typical payment, before any reason. */
  basePoints: number
  /** As the API gives them: largest first, `others` last. */
  factors: readonly RiskFactor[]
  view: WhyView
  onView: (view: WhyView) => void
  /** Of the policy that applied, for the waterfall. */
  lines: { review_line: number; block_line: number }
  /** Which optional signals came with the payment; left out where the answer does not say. */
  signals?: { sent: number; missing: readonly string[] }
}

/** The card "Why 87": what moved the score from a typical one, in three views. Takes the key W. */
export function ContributionList({
  score,
  basePoints,
  factors,
  view,
  onView,
  lines,
  signals,
}: ContributionListProps) {
  const total = Math.floor(score) - Math.floor(basePoints)
  const whole = wholePoints(
    factors.map((factor) => factor.points),
    total,
  )
  const contributions = factors.map((factor, i) => ({ ...factor, whole: whole[i] ?? 0 }))
  useKeys({
    w: () => onView(WHY_VIEWS[(WHY_VIEWS.indexOf(view) + 1) % WHY_VIEWS.length] ?? 'words'),
  })
  return (
    <Card
      title={t.why(scoreText(score))}
      note={t.whyNote(scoreText(basePoints))}
      action={
        <div className="flex flex-none items-center gap-2">
          <Kbd>W</Kbd>
          <Select
            label={t.view}
            labelHidden
            aria-keyshortcuts="W"
            value={view}
            onChange={(event) => onView(event.target.value as WhyView)}
            options={WHY_VIEWS.map((value) => ({ value, label: t.views[value] }))}
          />
        </div>
      }
    >
      {view === 'words' && <ContributionWords contributions={contributions} />}
      {view === 'waterfall' && (
        <ContributionWaterfall
          score={score}
          basePoints={basePoints}
          contributions={contributions}
          lines={lines}
        />
      )}
      {view === 'table' && (
        <ContributionTable score={score} basePoints={basePoints} contributions={contributions} />
      )}
      <p className="pt-3 text-xs text-ink-2">
        {signals && <Signals {...signals} />} {t.whyAfter}
      </p>
    </Card>
  )
}

const NAMED = 3

function Signals({ sent, missing }: { sent: number; missing: readonly string[] }) {
  const names = missing.map((name) => t.signals[name] ?? name)
  const rest = names.length - NAMED
  const listed = rest > 1 ? [...names.slice(0, NAMED), t.moreSignals(count(rest))] : names
  return (
    <>
      {t.scoredWith(count(sent), count(sent + missing.length))}{' '}
      {names.length > 0 &&
        t.sharpen(new Intl.ListFormat('en-US', { type: 'conjunction' }).format(listed))}
    </>
  )
}
