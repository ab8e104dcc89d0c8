import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '@/lib/me'
import { mode } from '@/lib/mode'
import { SET_UP_STEPS, useSetUp } from '@/lib/setUp'
import { useTestKey } from '@/lib/testKey'
import { welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { DecideStep } from './DecideStep'
import { KeyStep } from './KeyStep'
import { SendStep } from './SendStep'
import { Step } from './Step'
import { useTestPayment } from './useTestPayment'

/** From nothing to a decided order, in three steps, with the test key. */
export function WelcomePage() {
  const { merchant } = useMe()
  const testKey = useTestKey()
  const listener = useTestPayment()
  const navigate = useNavigate()
  const [kept, keep] = useSetUp(merchant.id)
  const secret = testKey.is === 'ready' ? testKey.secret : null
  const reached = secret ? (listener.payment ? 2 : 1) : 0
  // What was reached once stays so while the answers are still on the way.
  const done = Math.max(reached, kept?.done ?? 0)
  const dismissed = kept?.dismissed ?? false

  const isNews = kept?.done !== done
  // biome-ignore lint/correctness/useExhaustiveDependencies: `keep` is another one at each render
  useEffect(() => {
    if (isNews) keep({ done, dismissed })
  }, [isNews, done, dismissed])

  const leave = () => {
    keep({ done, dismissed: true })
    mode.choose('live')
    void navigate({ to: '/' })
  }
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="narrow"
      actions={<Button onClick={leave}>{done === SET_UP_STEPS ? t.finish : t.skip}</Button>}
    >
      {testKey.is === 'forbidden' ? (
        <Notice tone="note">{t.mayNot(merchant.name)}</Notice>
      ) : (
        <ol className="flex flex-col gap-6 pt-2 pb-12">
          <KeyStep testKey={testKey} />
          {secret ? (
            <SendStep secret={secret} listener={listener} />
          ) : (
            <Step number={2} state="later" title={t.sendTitle}>
              {null}
            </Step>
          )}
          <DecideStep
            secret={secret}
            state={done === SET_UP_STEPS ? 'done' : reached === 2 ? 'open' : 'later'}
          />
        </ol>
      )}
    </Page>
  )
}
