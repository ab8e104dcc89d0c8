import { Link } from '@tanstack/react-router'
import { Lightbulb } from 'lucide-react'
import type { RiskFactor, TransactionDetail } from '@/lib/api.gen'
import { count, score as scoreText } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { wholePoints } from '@/lib/points'
import { useKeyText } from '@/lib/shortcuts'
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
  /** Where it is not simply "Why 87". */
  title?: string
  /** The score of a typical payment, before any reason. */
  basePoints: number
  /** As the API gives them: largest first, `others` last; null where nobody can tell any more. */
  factors: readonly RiskFactor[] | null
  view: WhyView
  onView: (view: WhyView) => void
  /** Of the policy that applied, for the waterfall. */
  lines: { review_line: number; block_line: number }
  /** What alone would have let it through, as a sentence; null where nothing would. */
  counterfactual?: string | null
  /** Which optional signals came with the payment; left out where the answer does not say. */
  signals?: SignalsProps
}

/** The card "Why 87": what moved the score from a typical one, in three views. Takes the key W. */
export function ContributionList({
  score,
  title = t.why(scoreText(score)),
  basePoints,
  factors,
  view,
  onView,
  lines,
  counterfactual,
  signals,
}: ContributionListProps) {
  const key = useKeyText('why')
  useShortcuts({
    why: () => onView(WHY_VIEWS[(WHY_VIEWS.indexOf(view) + 1) % WHY_VIEWS.length] ?? 'words'),
  })
  return (
    <Card
      title={title}
      note={t.whyNote(scoreText(basePoints))}
      action={
        <div className="flex flex-none items-center gap-2">
          {key && <Kbd>{key}</Kbd>}
          <Select
            label={t.view}
            labelHidden
            aria-keyshortcuts={key}
            value={view}
            onChange={(event) => onView(event.target.value as WhyView)}
            options={WHY_VIEWS.map((value) => ({ value, label: t.views[value] }))}
          />
        </div>
      }
    >
      {factors ? (
        <Reasons {...{ score, basePoints, factors, view, lines }} />
      ) : (
        <p className="text-base text-ink-2">{t.reasonsGone}</p>
      )}
      {counterfactual && (
        <p className="flex gap-2.5 pt-3 text-base">
          <Lightbulb aria-hidden="true" size={18} className="mt-0.5 text-accent" />
          <span className="min-w-0">{counterfactual}</span>
        </p>
      )}
      <p className="pt-3 text-xs text-ink-2">
        {signals && <Signals {...signals} />} {t.whyAfter}
      </p>
    </Card>
  )
}

interface ReasonsProps
  extends Pick<ContributionListProps, 'score' | 'basePoints' | 'view' | 'lines'> {
  factors: readonly RiskFactor[]
}

function Reasons({ score, basePoints, factors, view, lines }: ReasonsProps) {
  const total = Math.floor(score) - Math.floor(basePoints)
  const whole = wholePoints(
    factors.map((factor) => factor.points),
    total,
  )
  const contributions = factors.map((factor, i) => ({ ...factor, whole: whole[i] ?? 0 }))
  const shown = { score, basePoints, contributions }
  if (view === 'waterfall') return <ContributionWaterfall {...shown} lines={lines} />
  if (view === 'table') return <ContributionTable {...shown} />
  return <ContributionWords contributions={contributions} />
}

interface SignalsProps {
  sent: number
  missing: readonly string[]
  /** Those of the missing that would help most, each with what it shows. */
  helpful: readonly { signal: string; text: string }[]
}

/** What a stored order says of its signals. */
export const signalsOf = (of: TransactionDetail): SignalsProps => ({
  sent: of.signals_sent,
  missing: of.signals_missing,
  helpful: of.signals_helpful,
})

/** How much was known, and what would sharpen it: the sentence ends where everything was sent. */
function Signals({ sent, missing, helpful }: SignalsProps) {
  return (
    <>
      {t.scoredWith(count(sent), count(sent + missing.length))}{' '}
      {helpful.length > 0 && (
        <>
          {t.wouldHelp}{' '}
          {helpful.map(({ signal, text }) => t.helps(t.signals[signal] ?? signal, text)).join('; ')}
          .{' '}
          <Link
            to="/docs/$page"
            params={{ page: 'first-score' }}
            hash="send"
            className="text-accent underline underline-offset-2"
          >
            {t.howToSend}
          </Link>
          .
        </>
      )}
    </>
  )
}
