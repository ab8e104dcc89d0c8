import { useState } from 'react'
import type { Upload } from '@/lib/api.gen'
import { save } from '@/lib/download'
import { count } from '@/lib/format'
import { uploads as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { sentence } from '@/ui/fileProblems'
import { type Column, Table } from '@/ui/Table'
import { badRowsCsv } from './badRowsCsv'

type BadRow = Upload['bad_rows'][number]

const SHOWN = 20

const columnOf = (row: BadRow) => row.field ?? t.wholeLine
const reasonOf = (row: BadRow) => sentence(row.message, row.field)

const columns: Column<BadRow>[] = [
  { key: 'line', head: t.line, cell: (row) => count(row.line) },
  { key: 'column', head: t.column, cell: columnOf },
  { key: 'reason', head: t.reason, cell: reasonOf },
]

/** The rows that could not be read, each with its reason. */
export function BadRows({ upload }: { upload: Upload }) {
  const [all, setAll] = useState(false)
  const { id, bad, bad_rows } = upload
  const rows = all ? bad_rows : bad_rows.slice(0, SHOWN)
  const note =
    bad > bad_rows.length ? `${t.badNote} ${t.badFirst(count(bad_rows.length))}` : t.badNote
  const action = (
    <Button
      size="s"
      onClick={() => save(new Blob([badRowsCsv(bad_rows)], { type: 'text/csv' }), t.badFile(id))}
    >
      {t.badDownload}
    </Button>
  )
  return (
    <Card title={t.couldNot(bad, count(bad))} note={note} action={action} flush>
      <Table
        label={t.badList}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.line}
        card={(row) => ({
          title: reasonOf(row),
          detail: `${t.lineOf(count(row.line))}, ${columnOf(row)}`,
        })}
      />
      {rows.length < bad_rows.length && (
        <div className="border-t border-line p-3 text-center">
          <Button look="ghost" size="s" onClick={() => setAll(true)}>
            {t.showAll(count(bad_rows.length))}
          </Button>
        </div>
      )}
    </Card>
  )
}
