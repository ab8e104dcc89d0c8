import type { BadLine, EntityList, EntriesImported } from '@/lib/api.gen'
import { csv } from '@/lib/csv'
import { save } from '@/lib/download'
import { count } from '@/lib/format'
import { lists } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Facts } from '@/ui/Facts'
import { type Column, Table } from '@/ui/Table'

const t = lists.file

interface ImportedProps {
  list: EntityList
  found: EntriesImported
  onAnother: () => void
  onDone: () => void
}

const columns: Column<BadLine>[] = [
  { key: 'line', head: t.line, cell: ({ line }) => count(line) },
  { key: 'problem', head: t.problem, cell: ({ problem }) => problem },
]

/** What became of the lines of a file; those that were not read with their numbers and why. */
export function Imported({ list, found, onAnother, onDone }: ImportedProps) {
  const { rows, added, changed, repeated, bad, lines } = found
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-md font-semibold">
        {t.done(rows, count(rows))}
      </p>
      <Facts
        facts={[
          [t.added, count(added)],
          [t.changed, changed > 0 && count(changed)],
          [t.repeated, repeated > 0 && count(repeated)],
          [t.bad, count(bad)],
        ]}
      />
      {bad > 0 && (
        <section aria-label={t.badList} className="rounded-md border border-line">
          <header className="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
            <p className="text-sm">
              <span className="font-medium">{t.badTitle(bad, count(bad))}.</span>{' '}
              {bad > lines.length && t.badFirst(count(lines.length))}
            </p>
            <Button
              size="s"
              onClick={() =>
                save(new Blob([badCsv(lines)], { type: 'text/csv' }), t.badFile(list.id))
              }
            >
              {t.download}
            </Button>
          </header>
          <div className="max-h-64 overflow-y-auto">
            <Table
              label={t.badList}
              rows={lines}
              columns={columns}
              rowKey={({ line }) => line}
              card={({ line, problem }) => ({ title: problem, end: count(line) })}
            />
          </div>
        </section>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={onDone}>
          {t.ready}
        </Button>
        <Button onClick={onAnother}>{t.another}</Button>
      </div>
    </div>
  )
}

const badCsv = (lines: readonly BadLine[]) =>
  csv([['line', 'problem'], ...lines.map(({ line, problem }) => [String(line), problem])])
