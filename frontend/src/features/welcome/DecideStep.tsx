import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorFrom } from '@/lib/errors'
import { mode } from '@/lib/mode'
import { run } from '@/lib/run'
import { welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { FLAGGED } from './calls'
import { Step } from './Step'
import { someoneWaits } from './useTestPayment'

interface DecideStepProps {
  secret: string | null
  state: 'done' | 'open' | 'later'
  onOpen: () => void
}

/** A flagged order of the test data, in the real queue. */
export function DecideStep({ secret, state, onOpen }: DecideStepProps) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function open(key: string) {
    setBusy(true)
    setProblem(null)
    try {
      if (!(await someoneWaits())) {
        const { status, text } = await run(FLAGGED, key)
        if (status >= 400) throw errorFrom(status, text, new Headers())
      }
      onOpen()
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
