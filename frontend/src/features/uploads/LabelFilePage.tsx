import { getRouteApi, Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { FeedbackFile } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count, duration } from '@/lib/format'
import { labels as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Facts } from '@/ui/Facts'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { Columns } from './Columns'
import { Crumbs, UnknownFile } from './FilePage'
import { OpenLines } from './OpenLines'
import { nothingOf } from './PastLabels'

const route = getRouteApi('/shell/uploads/labels/$id')
const LIST = { to: '/uploads/labels', title: t.title } as const

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
  if (!isNumber || (error instanceof ApiError && error.status === 404))
    return <UnknownFile list={LIST} title={t.unknownTitle} text={t.unknownText} back={t.toFiles} />
  if (!data) {
    return (
      <Page title={t.title} crumbs={<Crumbs list={LIST} />} width="text">
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
      crumbs={<Crumbs list={LIST} filename={data.filename} />}
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
