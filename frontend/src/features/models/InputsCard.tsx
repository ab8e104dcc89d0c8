import { useState } from 'react'
import type { ModelDetail } from '@/lib/api.gen'
import { count, percent } from '@/lib/format'
import { inputName } from '@/lib/inputs'
import { model as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { type Column, Table } from '@/ui/Table'

type Input = ModelDetail['features'][number]

const SHOWN = 12

/** What the model looks at, with its part in the judgements. */
export function InputsCard({ of: { features, feature_names } }: { of: ModelDetail }) {
  const [all, setAll] = useState(false)
  const most = Math.max(...features.map((each) => each.importance), 1e-9)
  const columns: Column<Input>[] = [
    { key: 'name', head: t.input, cell: (row) => inputName(row.name) },
    { key: 'group', head: t.group, cell: (row) => inputName(row.group) },
    {
      key: 'importance',
      head: t.importance,
      align: 'end',
      cell: (row) => <Part of={row.importance} most={most} />,
    },
  ]
  const shown = all ? features : features.slice(0, SHOWN)
  return (
    <Card title={t.inputs} note={t.inputsNote(count(feature_names.length))} flush>
      {shown.length > 0 && (
        <Table
          label={t.inputsList}
          rows={shown}
          rowKey={(row) => row.name}
          columns={columns}
          card={(row) => ({ title: inputName(row.name), end: percent(row.importance) })}
        />
      )}
      {shown.length < features.length && (
        <div className="border-t border-line p-3 text-center">
          <Button look="ghost" size="s" onClick={() => setAll(true)}>
            {t.showAll(count(features.length))}
          </Button>
        </div>
      )}
    </Card>
  )
}

function Part({ of, most }: { of: number; most: number }) {
  return (
    <span className="flex items-center justify-end gap-2">
      <span aria-hidden="true" className="flex h-2 w-20 justify-end">
        <span
          className="block h-full rounded-[2px] bg-series-1"
          style={{ width: `${(100 * of) / most}%` }}
        />
      </span>
      <span className="w-12">{percent(of)}</span>
    </span>
  )
}
