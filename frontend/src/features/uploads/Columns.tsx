import type { Upload } from '@/lib/api.gen'
import { uploads as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Tag } from '@/ui/Tag'

/** The answer has no order of its own. */
const ORDER = Object.keys(t.fields)
const place = (field: string) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length)

/** How the file's columns were matched, and which were not used. */
export function Columns({ upload }: { upload: Pick<Upload, 'columns' | 'ignored_columns'> }) {
  const matched = Object.entries(upload.columns).sort(([a], [b]) => place(a) - place(b))
  return (
    <Card title={t.columns} note={t.columnsNote}>
      <dl className="text-sm">
        {matched.map(([ours, theirs]) => (
          <div
            key={ours}
            className="flex min-h-8 items-center justify-between gap-3 border-b border-line"
          >
            <dt>{t.fields[ours] ?? ours}</dt>
            <dd className="min-w-0 truncate font-mono text-xs text-ink-2">{theirs}</dd>
          </div>
        ))}
        <div className="pt-3">
          <dt className="mb-1.5 text-ink-2">{t.ignored}</dt>
          <dd className="flex flex-wrap gap-1.5">
            {upload.ignored_columns.map((name) => (
              <Tag key={name}>{name}</Tag>
            ))}
            {upload.ignored_columns.length === 0 && t.noneIgnored}
          </dd>
        </div>
      </dl>
    </Card>
  )
}
