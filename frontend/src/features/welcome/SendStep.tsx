import { BookOpen, FileUp } from 'lucide-react'
import { useState } from 'react'
import { errorFrom } from '@/lib/errors'
import { run } from '@/lib/run'
import { LANGUAGES, snippet, useLanguage } from '@/lib/snippets'
import { welcome as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { CodeTabs } from '@/ui/CodeTabs'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Way } from '@/ui/Way'
import { Arrival } from './Arrival'
import { FIRST } from './calls'
import { SampleCard } from './SampleCard'
import { Step } from './Step'
import type { useTestPayment } from './useTestPayment'

interface SendStepProps {
  secret: string
  listener: ReturnType<typeof useTestPayment>
}

/** The first request, with the real test key, and what became of it. */
export function SendStep({ secret, listener }: SendStepProps) {
  const { payment, refused, interrupted, ask } = listener
  const [language, setLanguage] = useLanguage()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function sendHere() {
    setBusy(true)
    setProblem(null)
    try {
      const { status, text } = await run(FIRST, secret)
      if (status >= 400) {
        const { message, fix } = errorTexts(errorFrom(status, text, new Headers()))
        setProblem(t.refused(status, message, fix ?? ''))
      }
      await ask()
    } catch (error) {
      const { message, fix } = errorTexts(error)
      setProblem(`${message} ${fix ?? ''}`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Step number={2} state={payment ? 'done' : 'open'} title={t.sendTitle}>
      <CodeTabs
        label={t.code}
        value={language}
        onChange={setLanguage}
        tabs={LANGUAGES.map((value) => ({
          value,
          label: t.languages[value],
          code: snippet(value, FIRST, window.location.origin, secret),
        }))}
      >
        <Arrival payment={payment} refused={refused} interrupted={interrupted} />
      </CodeTabs>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {!payment && (
        <div>
          <Button size="s" busy={busy} onClick={() => void sendHere()}>
            {busy ? t.sending : t.sendHere}
          </Button>
        </div>
      )}
      <ul className="grid gap-3 sm:grid-cols-2">
        <Way to="/uploads" icon={<FileUp aria-hidden="true" size={20} />} title={t.upload}>
          {t.uploadText}
        </Way>
        <SampleCard />
        <Way to="/docs" icon={<BookOpen aria-hidden="true" size={20} />} title={t.docs}>
          {t.docsText}
        </Way>
      </ul>
    </Step>
  )
}
