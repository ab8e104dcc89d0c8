import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { Prediction, PredictRequest } from '@/lib/api.gen'
import { plain, score as scoreText } from '@/lib/format'
import { common, score as t } from '@/messages/en'
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

interface AnswerProps {
  prediction: Prediction
  /** What was sent. */
  body: PredictRequest
}

/** What to do with the payment, how risky it is, and why; the policy's lines come with what is stored. */
export default function Answer({ prediction, body }: AnswerProps) {
  const { decision, level, score, transaction_id } = prediction
  const { why = 'words' } = route.useSearch()
  const navigate = useNavigate()
  const setWhy = (next: WhyView) => void navigate({ to: '.', search: { why: next }, replace: true })
  const stored = $api.useQuery('get', '/api/transactions/{transaction_id}', {
    params: { path: { transaction_id } },
  })
  const policy = stored.data?.policy
  const lines = policy && [plain(policy.review_line), plain(policy.block_line)]
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
              {lines ? (
                <p className="mt-1 text-base text-ink-2">
                  {t.sentences[decision](lines[0] ?? '', lines[1] ?? '')}
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
        <ContributionList
          score={score}
          basePoints={prediction.base_points}
          factors={prediction.risk_factors ?? stored.data.risk_factors}
          view={why}
          onView={setWhy}
          lines={stored.data.policy}
          counterfactual={stored.data.counterfactual}
          signals={signalsOf(stored.data)}
        />
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
