import { clsx } from 'clsx'
import { Suspense, useEffect, useRef, useState } from 'react'
import { $api } from '@/lib/api'
import type { Prediction, PredictRequest } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { PHONE, useMedia } from '@/lib/media'
import { lazily } from '@/lib/online'
import { score as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import type { AnswerProps } from './Answer'
import { bodyOf, type Values } from './form'
import { PaymentForm } from './PaymentForm'

// Fetched once the form is there: nobody has an answer before they have asked.
const fetchAnswer = () => import('./Answer')
const Answer = lazily(fetchAnswer)

/** A form for one payment, with the answer beside it. */
export function ScorePage({ Rules }: Pick<AnswerProps, 'Rules'>) {
  const { scopes, merchant } = useMe()
  const phone = useMedia(PHONE)
  // Kept apart from the mutation, which forgets its answer as soon as the next one is asked for.
  const [answer, setAnswer] = useState<{ prediction: Prediction; body: PredictRequest } | null>(
    null,
  )
  const place = useRef<HTMLDivElement>(null)
  const predict = $api.useMutation('post', '/api/predict')

  const submit = async (values: Values) => {
    const body = bodyOf(values, merchant.time_zone)
    setAnswer({ prediction: await predict.mutateAsync({ body }), body })
  }
  useEffect(() => void fetchAnswer(), [])
  useEffect(() => {
    // Below the form, nobody would see that it came.
    if (answer && phone) place.current?.scrollIntoView({ block: 'start' })
  }, [answer, phone])

  return (
    <Page title={t.title} lead={t.lead}>
      {!scopes.includes('score') ? (
        <Notice tone="note">{t.mayNot}</Notice>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,27rem)_minmax(0,1fr)]">
          <PaymentForm onSubmit={submit} busy={predict.isPending} />
          <div ref={place} className={clsx('min-w-0 scroll-mt-4', predict.isPending && 'dim')}>
            {answer ? (
              <Suspense>
                <Answer {...answer} Rules={Rules} />
              </Suspense>
            ) : (
              <Card title={t.answer}>
                <p className="text-base text-ink-2">{t.answerEmpty}</p>
              </Card>
            )}
          </div>
        </div>
      )}
    </Page>
  )
}
