import type { Dashboard } from '@/lib/api.gen'
import { overview as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { Tabs } from '@/ui/Tabs'
import { agesOf, categoriesOf, Groups, typesOf } from './Groups'
import { Hours } from './Hours'
import { GROUPINGS, type Grouping, type OverviewSearch, type Shared } from './search'

export interface ConcentrationProps {
  dashboard: Dashboard
  by: Grouping
  onBy: (by: Grouping) => void
  /** The address that narrows the page to orders that share something more. */
  narrowed: (shared: Shared) => OverviewSearch
  onShared: (shared: Shared) => void
}

const GROUPED = { category: categoriesOf, type: typesOf, age: agesOf }

/**
 * Where fraud concentrates; where flags do, as long as no order is known to be fraud. A click makes
 * the whole page about the orders that were clicked on.
 */
export function Concentration(props: ConcentrationProps) {
  const { dashboard, by, onBy, narrowed, onShared } = props
  const known = dashboard.categories.some((each) => each.fraud > 0)
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
            <Hours hours={dashboard.hours} known={known} onOpen={onShared} />
          ) : (
            <Groups
              groups={GROUPED[by](dashboard)}
              currency={dashboard.currency}
              known={known}
              narrowed={narrowed}
              sorted={by === 'age'}
            />
          )}
        </Tabs>
      </div>
    </Card>
  )
}
