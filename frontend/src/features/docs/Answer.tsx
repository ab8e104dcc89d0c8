import { clsx } from 'clsx'
import type { Outcome } from '@/lib/run'
import { docs as t } from '@/messages/en'
import { CodeBlock } from '@/ui/CodeBlock'
import { Tag } from '@/ui/Tag'

/** What came back: status, the headers that matter, and the body. */
export function Answer({ outcome, busy }: { outcome: Outcome; busy: boolean }) {
  const { status, headers, text } = outcome
  return (
    <section aria-label={t.answer} className={clsx('flex flex-col gap-2', busy && 'dim')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
        <span role="status">
          <Tag tone={status < 400 ? 'low' : 'high'}>{t.status(status)}</Tag>
        </span>
        {headers.map(([name, value]) => (
          <span key={name} className="font-mono break-all text-ink-2">
            {name}: {value}
          </span>
        ))}
      </div>
      {text && <CodeBlock label={t.answer} code={text} />}
    </section>
  )
}
