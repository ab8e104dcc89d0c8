import { getRouteApi, Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { Upload } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { count, money } from '@/lib/format'
import { uploads as t } from '@/messages/en'
import { buttonClass } from '@/ui/Button'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { Page } from '@/ui/Page'
import { Skeleton } from '@/ui/Skeleton'
import { BadRows } from './BadRows'
import { Columns } from './Columns'
import { Crumbs, UnknownFile } from './FilePage'
import { Outcome } from './Outcome'
import { ResultButton } from './ResultButton'
import { Steps } from './Steps'

const route = getRouteApi('/shell/uploads/$id')
const LIST = { to: '/uploads', title: t.title } as const

/** One scored file: what happens to its rows, how its columns were read, what could not be. */
export function UploadPage() {
  const { id } = route.useParams()
  const isNumber = /^\d{1,15}$/.test(id)
  const { data, error, refetch } = $api.useQuery(
    'get',
    '/api/uploads/{upload_id}',
    { params: { path: { upload_id: Number(id) } } },
    { enabled: isNumber },
  )
  if (!isNumber || (error instanceof ApiError && error.status === 404))
    return (
      <UnknownFile list={LIST} title={t.unknownTitle} text={t.unknownText} back={t.toUploads} />
    )
  if (!data) {
    return (
      <Page title={t.title} crumbs={<Crumbs list={LIST} />} width="text">
        {error ? (
          <ErrorState title={t.failed} error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading />
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
        <>
          {data.scored > 0 && <ResultButton upload={data} />}
          {data.review > 0 && (
            <Link to="/review" className={buttonClass('primary')}>
              {t.review}
            </Link>
          )}
        </>
      }
    >
      <Steps upload={data} />
      {!('occurred_at' in data.columns || 'timestamp' in data.columns) && (
        <Notice tone="note">{t.noTimes}</Notice>
      )}
      <div className="grid gap-4 md:grid-cols-2">
        <Outcome upload={data} />
        <Columns upload={data} />
      </div>
      {data.bad > 0 && <BadRows upload={data} />}
    </Page>
  )
}

function headline(upload: Upload): string {
  const flagged = upload.review + upload.block
  const scored = count(upload.scored)
  if (upload.scored === 0) return t.noneScored
  if (flagged === 0) return t.noneFlagged(scored)
  return t.flaggedOf(count(flagged), scored, money(upload.flagged_amount, upload.currency, 'whole'))
}

function lead(upload: Upload): string {
  const { rows, bad, replayed, amount, currency } = upload
  return [
    t.total(rows, count(rows), money(amount, currency, 'whole')),
    replayed > 0 && t.replayed(replayed, count(replayed)),
    bad > 0 && `${t.couldNot(bad, count(bad))}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

function Loading() {
  return (
    <>
      <Skeleton className="h-11" />
      <div className="grid gap-4 md:grid-cols-2">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </>
  )
}
