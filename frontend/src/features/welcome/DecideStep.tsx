import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorFrom } from '@/lib/errors'
import { mode } from '@/lib/mode'
import { run } from '@/lib/run'
import { welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { flagged, TO_PRACTISE } from './calls'
import { practice } from './practising'
import { Step } from './Step'
import { waiting } from './useTestPayment'

interface DecideStepProps {
  secret: string | null
  state: 'done' | 'open' | 'later'
}

/** Flagged orders of the test data to practise on, in the real queue. */
export function DecideStep({ secret, state }: DecideStepProps) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function open(key: string) {
    setBusy(true)
    setProblem(null)
    try {
      const missing = TO_PRACTISE - (await waiting())
      if (missing > 0) {
        const { status, text } = await run(flagged(missing), key)
        if (status >= 400) throw errorFrom(status, text, new Headers())
      }
      practice.begin()
      mode.choose('test')
      await navigate({ to: '/review' })
    } catch (error) {
      const { message, fix } = errorTexts(error)
      setProblem(`${message} ${fix ?? ''}`)
      setBusy(false)
    }
  }

  return (
    <Step number={3} state={state} title={t.decideTitle}>
      <p className="max-w-[60ch] text-base text-ink-2">
        {state === 'later' ? t.decideLater : t.decideText}
      </p>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {state !== 'later' && secret && (
        <div>
          <Button
            look={state === 'open' ? 'primary' : 'plain'}
            busy={busy}
            onClick={() => void open(secret)}
          >
            {t.openQueue}
          </Button>
        </div>
      )}
    </Step>
  )
}
