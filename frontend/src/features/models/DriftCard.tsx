import { useState } from 'react'
import { ChartFrame } from '@/charts/ChartFrame'
import type { Drift, FeatureDrift } from '@/lib/api.gen'
import { count, percent, plain } from '@/lib/format'
import { inputName } from '@/lib/inputs'
import { judgement, models as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { Facts } from '@/ui/Facts'
import { When } from '@/ui/When'
import { DriftMultiple } from './DriftMultiple'

const SHOWN = 8

/** How far what the model is told has moved from what it knows, the most changed first. */
export function DriftCard({ of }: { of: Drift }) {
  const [all, setAll] = useState(false)
  if (!of.made_at) {
    return (
      <Card title={t.drift} flush>
        <EmptyState kind="first-use" title={t.driftEmpty} text={t.driftEmptyText} />
      </Card>
    )
  }
  const { features, score } = of
  const shown = all ? features : features.slice(0, SHOWN)
  return (
    <Card
      title={t.drift}
      note={
        <>
          {t.driftNote(count(of.payments), t.references[of.reference ?? 'training'])} {t.measured}{' '}
          <When at={of.made_at} />.
        </>
      }
    >
      <ChartFrame
        label={t.drift}
        lead={leadOf(features)}
        data={{
          head: [t.signal, t.change, t.psi, t.missing],
          rows: features.map((each) => [
            inputName(each.feature),
            t.driftLevels[each.level],
            plain(each.psi),
            both(each.missing_share_then, each.missing_share) ?? '',
          ]),
        }}
      >
        <ul className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
          {score && (
            <DriftMultiple
              name={t.driftScore}
              psi={score.psi}
              level={score.level}
              bins={score.bins}
            />
          )}
          {shown.map((each) => (
            <DriftMultiple
              key={each.feature}
              name={inputName(each.feature)}
              psi={each.psi}
              level={each.level}
              bins={each.bins}
            />
          ))}
        </ul>
      </ChartFrame>
      {shown.length < features.length && (
        <div className="pt-4">
          <Button size="s" onClick={() => setAll(true)}>
            {t.showAllSignals(count(features.length))}
          </Button>
        </div>
      )}
      <div className="pt-4">
        <Others of={of} />
      </div>
    </Card>
  )
}

const RANK: readonly FeatureDrift['level'][] = ['stable', 'moderate', 'large']

/** The worst that was found, and how many signals are that far off. */
function leadOf(features: Drift['features']): string {
  const worst = features.reduce((most, each) => Math.max(most, RANK.indexOf(each.level)), 0)
  const level = RANK[worst] ?? 'stable'
  if (level === 'stable') return t.driftLead.stable
  const number = features.filter((each) => each.level === level).length
  return t.driftLead[level](number, count(number))
}

/** What is no input of the model: flags, labels, and signals that clients leave out. */
function Others({ of: { score, labels, signals } }: { of: Drift }) {
  return (
    <Facts
      facts={[
        [t.driftFlagged, score && both(score.flagged_share_then, score.flagged_share)],
        [t.driftLabels, labels && both(labels.fraud_share_then, labels.fraud_share)],
        ...signals.map(
          (each) =>
            [
              t.leftOut(judgement.signals[each.signal] ?? each.signal),
              both(each.missing_share_then, each.missing_share),
            ] as const,
        ),
      ]}
    />
  )
}

/** "10% then, 30% now"; null where one of them is not known. */
function both(before: number | null, now: number | null): string | null {
  return before === null || now === null ? null : t.thenNow(percent(before), percent(now))
}
