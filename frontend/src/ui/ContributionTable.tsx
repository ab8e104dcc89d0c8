import { plain, points as pointsText } from '@/lib/format'
import { inputName } from '@/lib/inputs'
import { judgement as t } from '@/messages/en'
import { Table } from './Table'
import type { Contribution } from './why'

interface ContributionTableProps {
  score: number
  basePoints: number
  contributions: readonly Contribution[]
}

interface Row {
  key: string
  name: string
  value: string
  points: string
}

/** The same with the raw values and a decimal, for whoever wants to check the sum. */
export function ContributionTable({ score, basePoints, contributions }: ContributionTableProps) {
  const rows: Row[] = [
    { key: 'typical', name: t.typical, value: '', points: plain(cut(basePoints)) },
    ...contributions.map((one) => ({
      key: one.code,
      name: inputName(one.code),
      value: raw(one.value),
      points: pointsText(one.points, 1),
    })),
    { key: 'total', name: t.total, value: '', points: plain(cut(score)) },
  ]
  return (
    <div className="-mx-4">
      <Table
        label={t.points}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: 'name', head: t.signal, cell: (row) => row.name },
          { key: 'value', head: t.value, align: 'end', cell: (row) => row.value },
          { key: 'points', head: t.points, align: 'end', cell: (row) => row.points },
        ]}
        card={(row) => ({ title: row.name, end: row.points, detail: row.value })}
      />
    </div>
  )
}

function raw(value: Contribution['value']): string {
  if (value === null) return t.notSent
  return typeof value === 'number' ? plain(value) : value
}

/** One decimal, cut and not rounded, as the score is everywhere. */
const cut = (value: number): number => Math.floor(value * 10) / 10
