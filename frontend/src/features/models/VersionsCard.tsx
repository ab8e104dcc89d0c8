import type { ModelSummary, Models } from '@/lib/api.gen'
import { models as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { type Column, Table } from '@/ui/Table'
import { Tag } from '@/ui/Tag'
import { When } from '@/ui/When'
import { labelsText, learnedLabels } from './headline'
import { byText } from './learned'
import { VersionLink } from './VersionLink'

/** Every version there is, newest first. */
export function VersionsCard({ of: { versions, challengers } }: { of: Models }) {
  const challenging = new Set(challengers.map((arm) => arm.model.version))
  const columns: Column<ModelSummary>[] = [
    { key: 'version', head: t.version, cell: (row) => <VersionLink version={row.version} /> },
    { key: 'state', head: t.state, cell: (row) => <State of={row} challenging={challenging} /> },
    { key: 'from', head: t.from, cell: whatFrom },
    {
      key: 'made',
      head: t.madeAt,
      align: 'end',
      cell: (row) => (
        <>
          <When at={row.created_at} as="short" /> {byText(row.created_by)}
        </>
      ),
    },
  ]
  return (
    <Card title={t.versions} flush>
      <Table
        label={t.versionsList}
        rows={versions}
        rowKey={(row) => row.version}
        columns={columns}
        card={(row) => ({
          title: <VersionLink version={row.version} />,
          end: <State of={row} challenging={challenging} />,
          detail: whatFrom(row),
        })}
      />
    </Card>
  )
}

const whatFrom = (row: ModelSummary) => (row.is_base ? t.shared : labelsText(learnedLabels(row)))

function State({ of, challenging }: { of: ModelSummary; challenging: ReadonlySet<string> }) {
  if (of.is_champion) return <Tag tone="accent">{t.states.champion}</Tag>
  if (challenging.has(of.version)) return <Tag tone="elevated">{t.states.challenger}</Tag>
  return <Tag>{t.states.unused}</Tag>
}
