import { Suspense } from 'react'
import type { Dashboard } from '@/lib/api.gen'
import { lazily } from '@/lib/online'
import { overview as t } from '@/messages/en'
import { Delta } from '@/ui/Delta'
import { FigureTabs } from '@/ui/FigureTabs'
import { Skeleton } from '@/ui/Skeleton'
import { figureViews } from './figures'
import type { FigureKey } from './search'

// The sentence and the figures come first and have the line to themselves.
const DayChart = lazily(() => import('./DayChart'))

interface FigureChartProps {
  dashboard: Dashboard
  open: FigureKey
  onOpen: (figure: FigureKey) => void
}

/** Five figures as tabs, and the open one day by day against the period before. */
export function FigureChart({ dashboard, open, onOpen }: FigureChartProps) {
  const views = figureViews(dashboard)
  const tabs = views.map((view) => ({
    value: view.key,
    label: view.label,
    figure: view.figure,
    delta: view.delta && <Delta {...view.delta} />,
    note: view.note,
  }))
  const view = views.find(({ key }) => key === open)
  return (
    <FigureTabs label={t.figuresLabel} value={open} tabs={tabs} onChange={onOpen}>
      {view && (
        <Suspense fallback={<Skeleton className="h-[227px]" />}>
          <DayChart dashboard={dashboard} view={view} />
        </Suspense>
      )}
    </FigureTabs>
  )
}
