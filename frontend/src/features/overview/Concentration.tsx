import type { Dashboard } from '@/lib/api.gen'
import { overview as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Tabs } from '@/ui/Tabs'
import { Categories } from './Categories'
import { Hours } from './Hours'
import { GROUPINGS, type Grouping } from './search'

interface ConcentrationProps {
  dashboard: Dashboard
  by: Grouping
  onBy: (by: Grouping) => void
}

/** Where fraud concentrates; where flags do, as long as no order is known to be fraud. */
export function Concentration({ dashboard, by, onBy }: ConcentrationProps) {
  const known = dashboard.categories.some((each) => each.fraud > 0)
  return (
    <Card title={known && by === 'category' ? t.concentrates : t.flagsConcentrate}>
      <div className="-mt-3">
        <Tabs
          label={t.grouping}
          value={by}
          tabs={GROUPINGS.map((value) => ({ value, label: t.groupings[value] }))}
          onChange={onBy}
        >
          {by === 'category' ? (
            <Categories dashboard={dashboard} known={known} />
          ) : (
            <Hours hours={dashboard.hours} />
          )}
        </Tabs>
      </div>
    </Card>
  )
}
