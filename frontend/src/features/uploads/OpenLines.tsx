import { useState } from 'react'
import type { FeedbackFile } from '@/lib/api.gen'
import { count } from '@/lib/format'
import { labels as t, uploads } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { sentence } from '@/ui/fileProblems'
import { type Column, Table } from '@/ui/Table'
import { nothingOf } from './PastLabels'

type Line = FeedbackFile['lines'][number]

const SHOWN = 20
// A column at fault stays named: the table has none for it.
const whyOf = (row: Line) => sentence(row.message, row.field === 'file' ? 'file' : null)

const columns: Column<Line>[] = [
  { key: 'line', head: t.line, cell: (row) => count(row.line) },
  { key: 'what', head: t.what, cell: (row) => t.outcomes[row.outcome] },
  { key: 'why', head: t.why, cell: whyOf },
]

/** The lines of a file of labels that found no order, or no single one, each with its reason. */
export function OpenLines({ of }: { of: FeedbackFile }) {
  const [all, setAll] = useState(false)
  const nothing = nothingOf(of)
  const rows = all ? of.lines : of.lines.slice(0, SHOWN)
  const note =
    nothing > of.lines.length
      ? `${t.nothingNote} ${t.nothingFirst(count(of.lines.length))}`
      : t.nothingNote
  return (
    <Card title={t.nothing(nothing, count(nothing))} note={note} flush>
      <Table
        label={uploads.badList}
        rows={rows}
        columns={columns}
        rowKey={(row) => row.line}
        card={(row) => ({
          title: `${t.lineOf(count(row.line))}: ${t.outcomes[row.outcome].toLowerCase()}`,
          detail: <span className="whitespace-normal">{whyOf(row)}</span>,
        })}
      />
      {rows.length < of.lines.length && (
        <div className="border-t border-line p-3 text-center">
          <Button look="ghost" size="s" onClick={() => setAll(true)}>
            {uploads.showAll(count(of.lines.length))}
          </Button>
        </div>
      )}
    </Card>
  )
}
