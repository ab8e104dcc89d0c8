import type { ReactNode } from 'react'
import type { Models, Run } from '@/lib/api.gen'
import { count, duration } from '@/lib/format'
import { models as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { List, ListRow } from '@/ui/List'
import { Progress } from '@/ui/Progress'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { byText } from './learned'
import { VersionLink } from './VersionLink'

/** What is being worked out and what was, with how far it is and why it failed. */
export function RunsCard({ of, action }: { of: Models; action: ReactNode }) {
  return (
    <Card title={t.runs} note={<Next of={of} />} action={action} flush>
      {of.runs.length === 0 ? (
        <EmptyState kind="first-use" title={t.noRuns} text={t.noRunsText} />
      ) : (
        <List label={t.runsList}>
          {of.runs.map((run) => (
            <ListRow
              key={run.id}
              title={kindText(run)}
              tag={<Tag tone={TONES[run.state] ?? 'neutral'}>{t.runStates[run.state]}</Tag>}
              detail={<About run={run} />}
              actions={run.version && <VersionLink version={run.version} />}
            />
          ))}
        </List>
      )}
    </Card>
  )
}

/** When a model is trained next without anybody asking. */
function Next({ of: { next_training_at: at, labels_until_training: labels } }: { of: Models }) {
  return (
    <>
      {t.nextTraining(count(labels), labels)}
      {at && (
        <>
          , {t.expected} <When at={at} />
        </>
      )}
      .
    </>
  )
}

const TONES: Record<string, 'accent' | 'high'> = { running: 'accent', failed: 'high' }

const kindText = (run: Run) => t.runKinds[run.kind] ?? run.kind

/** Whether something is going on that will change what the page shows. */
export const isGoing = (run: Run) => run.finished_at === null

function About({ run }: { run: Run }) {
  return (
    <>
      <When at={run.finished_at ?? run.started_at ?? run.created_at} /> {byText(run.created_by)}
      {run.reason && ` · ${run.reason}`}
      {isGoing(run) && <Going run={run} />}
      {run.error && <span className="block text-high-text">{run.error}</span>}
    </>
  )
}

function Going({ run }: { run: Run }) {
  const { step, done, total, eta_seconds: left } = run
  const words = [
    step,
    total > 0 && t.ofAll(count(done), count(total)),
    left !== null && left > 2 && t.left(duration(left)),
  ]
  return (
    <span className="mt-1 flex max-w-80 flex-col gap-1">
      <Progress label={t.progress(kindText(run))} done={done} total={total} />
      <span role="status" className="text-xs text-ink-3 tabular-nums">
        {words.filter(Boolean).join(', ')}
      </span>
    </span>
  )
}
