import type { Dashboard } from '@/lib/api.gen'
import { dayOf } from '@/lib/zone'
import { overview as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Tabs } from '@/ui/Tabs'
import { agesOf, categoriesOf, Groups, typesOf } from './Groups'
import { Hours } from './Hours'
import { GROUPINGS, type Grouping } from './search'

export interface ConcentrationProps {
  dashboard: Dashboard
  by: Grouping
  onBy: (by: Grouping) => void
}

const GROUPED = { category: categoriesOf, type: typesOf, age: agesOf }

/** Where fraud concentrates; where flags do, as long as no order is known to be fraud. */
export function Concentration({ dashboard, by, onBy }: ConcentrationProps) {
  const known = dashboard.categories.some((each) => each.fraud > 0)
  const { starts_at, ends_at, time_zone, currency } = dashboard
  const days = { from: dayOf(starts_at, time_zone), until: dayOf(ends_at, time_zone) }
  return (
    <Card title={known ? t.concentrates : t.flagsConcentrate}>
      <div className="-mt-3">
        <Tabs
          label={t.grouping}
          value={by}
          tabs={GROUPINGS.map((value) => ({ value, label: t.groupings[value] }))}
          onChange={onBy}
        >
          {by === 'hour' ? (
            <Hours hours={dashboard.hours} known={known} days={days} />
          ) : (
            <Groups
              groups={GROUPED[by](dashboard)}
              currency={currency}
              known={known}
              days={days}
              sorted={by === 'age'}
            />
          )}
        </Tabs>
      </div>
    </Card>
  )
}
