import type { ModelDetail } from '@/lib/api.gen'
import { model as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Facts } from '@/ui/Facts'

/** Parameters, libraries and schema: what somebody needs to make the same model again. */
export function MadeCard({ of }: { of: ModelDetail }) {
  return (
    <Card title={t.parameters} note={t.parametersNote}>
      <div className="flex flex-col gap-4">
        <Facts
          facts={Object.entries(of.parameters).map(([name, value]) => [
            name,
            <code key={name} className="text-xs">
              {typeof value === 'object' ? JSON.stringify(value) : String(value)}
            </code>,
          ])}
        />
        <section className="flex flex-col gap-2 border-t border-line pt-4">
          <h3 className="text-sm font-semibold">{t.libraries}</h3>
          <Facts
            facts={[
              ...Object.entries(of.versions),
              [t.schema, of.schema_hash && <code className="text-xs">{of.schema_hash}</code>],
            ]}
          />
        </section>
      </div>
    </Card>
  )
}
