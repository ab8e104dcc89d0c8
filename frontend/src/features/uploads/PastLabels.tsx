import { Link } from '@tanstack/react-router'
import { $api } from '@/lib/api'
import type { FeedbackFile } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { labels as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { EmptyState } from '@/ui/EmptyState'
import { ErrorState } from '@/ui/ErrorState'
import { Skeleton } from '@/ui/Skeleton'
import { type Column, Table } from '@/ui/Table'
import { When } from '@/ui/When'

/** Lines of a file that changed nothing because no order, or no single one, was found. */
export const nothingOf = ({ unmatched, ambiguous, bad }: FeedbackFile) =>
  unmatched + ambiguous + bad

const columns: Column<FeedbackFile>[] = [
  { key: 'file', head: t.file, cell: (file) => <FileLink file={file} /> },
  { key: 'when', head: t.when, cell: (file) => <When at={file.created_at} /> },
  { key: 'lines', head: t.lines, align: 'end', cell: (file) => count(file.rows) },
  { key: 'labelled', head: t.labelled, align: 'end', cell: (file) => count(file.labelled) },
  { key: 'nothing', head: t.nothingHead, align: 'end', cell: (file) => count(nothingOf(file)) },
]

/** The latest files of labels, newest first. */
export function PastLabels() {
  const { data, error, refetch } = $api.useQuery('get', '/api/feedback/uploads')
  if (!data && !error) return <Skeleton className="h-48" />
  return (
    <Card title={t.past} flush>
      {!data && <ErrorState title={t.pastFailed} error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyState kind="first-use" title={t.none} text={t.noneText} />}
      {data && data.items.length > 0 && (
        <Table
          label={t.pastList}
          rows={data.items}
          columns={columns}
          rowKey={(file) => file.id}
          card={(file) => ({
            title: <FileLink file={file} />,
            end: <When at={file.created_at} />,
            detail: t.ofLines(file.rows, count(file.rows), count(file.labelled)),
          })}
        />
      )}
    </Card>
  )
}

function FileLink({ file }: { file: FeedbackFile }) {
  return (
    <Link
      to="/uploads/labels/$id"
      params={{ id: String(file.id) }}
      className="stretch font-medium break-all"
    >
      {file.filename}
    </Link>
  )
}
