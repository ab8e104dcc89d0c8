import { useState } from 'react'
import type { Outcome } from '@/lib/run'
import { run } from '@/lib/run'
import { type Call, LANGUAGES, snippet, useLanguage } from '@/lib/snippets'
import { docs as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { CodeTabs } from '@/ui/CodeTabs'
import { errorTexts } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Answer } from './Answer'
import { KeyNote } from './KeyNote'
import { useReader } from './reader'

interface ExampleProps {
  call: Call
  /** Whether it can be sent from here; a file or a person's own token cannot. */
  runs?: boolean
}

/** A request in four languages with the reader's own test key, and the button that sends it. */
export default function Example({ call, runs = call.file === undefined }: ExampleProps) {
  const [language, setLanguage] = useLanguage()
  const { testKey, key } = useReader()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function send(secret: string) {
    setBusy(true)
    setProblem(null)
    try {
      setOutcome(await run(call, secret))
    } catch (error) {
      const { message, fix } = errorTexts(error)
      setOutcome(null)
      setProblem(`${message} ${fix ?? ''}`)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <CodeTabs
        label={`${call.method} ${call.path}`}
        value={language}
        onChange={setLanguage}
        tabs={LANGUAGES.map((value) => ({
          value,
          label: t.languages[value],
          code: snippet(value, call, window.location.origin, key),
        }))}
      >
        {call.as === 'person' ? null : testKey.is === 'ready' && runs ? (
          <div className="flex flex-wrap items-center gap-3">
            <Button size="s" look="primary" busy={busy} onClick={() => void send(testKey.secret)}>
              {busy ? t.running : t.run}
            </Button>
            <span>{t.withTestKey}</span>
          </div>
        ) : (
          testKey.is !== 'ready' && <KeyNote testKey={testKey} />
        )}
      </CodeTabs>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {outcome && <Answer outcome={outcome} busy={busy} />}
    </div>
  )
}
