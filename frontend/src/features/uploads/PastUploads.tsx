import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { Upload } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { uploads as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Money } from '@/ui/Money'
import { Skeleton } from '@/ui/Skeleton'
import { type Column, Table } from '@/ui/Table'
import { When } from '@/ui/When'

const flagged = (upload: Upload) => count(upload.review + upload.block)

const columns: Column<Upload>[] = [
  { key: 'file', head: t.file, cell: (upload) => <FileLink upload={upload} /> },
  { key: 'when', head: t.when, cell: (upload) => <When at={upload.created_at} /> },
  { key: 'rows', head: t.rows, align: 'end', cell: (upload) => count(upload.rows) },
  { key: 'flagged', head: t.flagged, align: 'end', cell: flagged },
  {
    key: 'money',
    head: t.flaggedMoney,
    align: 'end',
    cell: (upload) => <Money amount={upload.flagged_amount} currency={upload.currency} />,
  },
  { key: 'bad', head: t.unreadable, align: 'end', cell: (upload) => count(upload.bad) },
]

/** The latest uploads, newest first. */
export function PastUploads() {
  const { data, error, refetch } = $api.useQuery('get', '/api/uploads')
  if (!data && !error) return <Skeleton className="h-48" />
  return (
    <Card title={t.past} note={data?.items.length ? t.pastNote : undefined} flush>
      {!data && <ErrorState title={t.pastFailed} error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState kind="first-use" title={t.noneYet} text={t.noneYetText} />
      )}
      {data && data.items.length > 0 && (
        <Table
          label={t.pastList}
          rows={data.items}
          columns={columns}
          rowKey={(upload) => upload.id}
          card={(upload) => ({
            title: <FileLink upload={upload} />,
            end: <When at={upload.created_at} />,
            detail: t.rowsOf(count(upload.rows), flagged(upload)),
          })}
        />
      )}
    </Card>
  )
}

function FileLink({ upload }: { upload: Upload }) {
  return (
    <Link
      to="/uploads/$id"
      params={{ id: String(upload.id) }}
      className="stretch font-medium break-all"
    >
      {upload.filename}
    </Link>
  )
}
