import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type ComponentType, Suspense } from 'react'
import { $api } from '@/lib/api'
import type { Prediction, PredictRequest, TransactionDetail } from '@/lib/api.gen'
import { score as scoreText } from '@/lib/format'
import { decidedBy, hasHits, ofModel } from '@/lib/hits'
import { common, hits, score as t } from '@/messages/en'
import { BandMeter } from '@/ui/BandMeter'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { CodeBlock } from '@/ui/CodeBlock'
import { ContributionList, signalsOf } from '@/ui/ContributionList'
import { ErrorState } from '@/ui/ErrorState'
import { LevelGlyph } from '@/ui/LevelGlyph'
import { LEVEL_TEXT } from '@/ui/levels'
import { Notice } from '@/ui/Notice'
import { Skeleton } from '@/ui/Skeleton'
import type { WhyView } from '@/ui/why'
import { curlOf } from './form'

const route = getRouteApi('/shell/score')

export interface AnswerProps {
  prediction: Prediction
  /** What was sent. */
  body: PredictRequest
  /** What rules, lists and the shield said of it. */
  Rules: ComponentType<{ order: TransactionDetail }>
}

/** What to do with the payment, how risky it is, and why; the policy's lines come with what is stored. */
export default function Answer({ prediction, body, Rules }: AnswerProps) {
  const { decision, level, score, transaction_id } = prediction
  const { why = 'words' } = route.useSearch()
  const navigate = useNavigate()
  const setWhy = (next: WhyView) => void navigate({ to: '.', search: { why: next }, replace: true })
  const stored = $api.useQuery('get', '/api/transactions/{transaction_id}', {
    params: { path: { transaction_id } },
  })
  const policy = stored.data?.policy
  return (
    <div className="flex flex-col gap-4">
      <Card title={t.answer}>
        <p role="status" className="sr-only">
          {t.said(common.decisions[decision], common.levelRisk[level], scoreText(score))}
        </p>
        <div className="@container">
          <div className="grid items-center gap-x-8 gap-y-3 @lg:grid-cols-2">
            <div>
              <p className={`flex items-center gap-2 text-base font-medium ${LEVEL_TEXT[level]}`}>
                <LevelGlyph level={level} />
                {common.levelRisk[level]}
              </p>
              <p className="mt-1 text-2xl font-semibold tracking-tight">
                {common.decisions[decision]}
              </p>
              {stored.data ? (
                <p className="mt-1 text-base text-ink-2">
                  {t.todo[decision]} {decidedBy(stored.data)}.
                </p>
              ) : (
                !stored.error && <Skeleton className="mt-2 h-5 w-64" />
              )}
            </div>
            {policy ? (
              <BandMeter
                score={score}
                decision={decision}
                reviewLine={policy.review_line}
                blockLine={policy.block_line}
              />
            ) : (
              !stored.error && <Skeleton className="h-12" />
            )}
          </div>
        </div>
        <div className="mt-4 flex flex-col gap-3 empty:hidden">
          {prediction.data_source === 'replay' && <Notice tone="note">{t.replay}</Notice>}
          {prediction.degraded && <Notice tone="note">{t.degraded}</Notice>}
        </div>
        <div className="mt-4 flex flex-wrap gap-2">
          {decision === 'review' && (
            <Link
              to="/review/$id"
              params={{ id: String(transaction_id) }}
              className={buttonClass('primary', 's')}
            >
              {t.inReview}
            </Link>
          )}
          <Link
            to="/transactions/$id"
            params={{ id: String(transaction_id) }}
            className={buttonClass('plain', 's')}
          >
            {t.open}
          </Link>
        </div>
      </Card>
      {stored.data ? (
        <>
          {hasHits(stored.data) && (
            <Suspense fallback={<Skeleton className="h-32" />}>
              <Rules order={stored.data} />
            </Suspense>
          )}
          <ContributionList
            score={stored.data.model_score}
            {...(stored.data.rule_points !== 0 && {
              title: hits.whyModel(scoreText(stored.data.model_score)),
            })}
            basePoints={prediction.base_points}
            factors={ofModel(stored.data)}
            view={why}
            onView={setWhy}
            lines={stored.data.policy}
            counterfactual={stored.data.counterfactual}
            signals={signalsOf(stored.data)}
          />
        </>
      ) : stored.error ? (
        <Card>
          <ErrorState
            title={t.linesFailed}
            error={stored.error}
            onRetry={() => void stored.refetch()}
          />
        </Card>
      ) : (
        <Skeleton className="h-80" />
      )}
      <CodeBlock label={t.curl} code={curlOf(body, window.location.origin)} />
    </div>
  )
}
