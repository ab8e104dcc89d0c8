import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { $api } from '@/lib/api'
import type { FeedbackFile } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count, duration } from '@/lib/format'
import { labels as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Facts } from '@/ui/Facts'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Columns } from './Columns'
import { OpenLines } from './OpenLines'
import { nothingOf } from './PastLabels'

const route = getRouteApi('/shell/uploads/labels/$id')

/** One file of labels: what it taught, how its columns were read, and which lines found no order. */
export function LabelFilePage() {
  const { id } = route.useParams()
  const isNumber = /^\d{1,15}$/.test(id)
  const { data, error, refetch } = $api.useQuery(
    'get',
    '/api/feedback/uploads/{file_id}',
    { params: { path: { file_id: Number(id) } } },
    { enabled: isNumber },
  )
  if (!isNumber || (error instanceof ApiError && error.status === 404)) return <Unknown />
  if (!data) {
    return (
      <Page title={t.title} crumbs={<Crumbs />} width="text">
        {error ? (
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-64" />
        )}
      </Page>
    )
  }
  return (
    <Page
      title={headline(data)}
      tab={data.filename}
      crumbs={<Crumbs>{data.filename}</Crumbs>}
      lead={lead(data)}
      width="text"
      actions={
        <Link to="/models" className={buttonClass()}>
          {t.toModels}
        </Link>
      }
    >
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Card title={t.outcome} note={t.took(duration(Math.max(1, data.seconds)))}>
          <Facts facts={OUTCOMES.map((each) => [t.outcomes[each], count(data[each])])} />
        </Card>
        <Columns upload={data} />
      </div>
      {nothingOf(data) > 0 && <OpenLines of={data} />}
    </Page>
  )
}

const OUTCOMES = ['labelled', 'unchanged', 'unmatched', 'ambiguous', 'bad'] as const

function headline(file: FeedbackFile): string {
  const lines = t.linesOf(file.rows, count(file.rows))
  if (file.labelled === 0) return t.allKnown(lines)
  return t.headline(file.labelled, count(file.labelled), lines)
}

function lead(file: FeedbackFile): string {
  const { unchanged } = file
  const nothing = nothingOf(file)
  return [
    unchanged > 0 && t.detail.unchanged(unchanged, count(unchanged)),
    nothing > 0 && t.detail.open(nothing, count(nothing)),
  ]
    .filter(Boolean)
    .join(' ')
}

function Crumbs({ children }: { children?: ReactNode }) {
  return (
    <>
      <Link to="/uploads/labels" className="hover:underline">
        {t.title}
      </Link>
      {children && (
        <>
          <span aria-hidden="true"> › </span>
          <span className="break-all text-ink-2">{children}</span>
        </>
      )}
    </>
  )
}

function Unknown() {
  return (
    <Page title={t.unknownTitle} crumbs={<Crumbs />} width="text">
      <EmptyState
        kind="no-match"
        title={t.unknownTitle}
        text={t.unknownText}
        action={
          <Link to="/uploads/labels" className={buttonClass('primary')}>
            {t.toFiles}
          </Link>
        }
      />
    </Page>
  )
}
