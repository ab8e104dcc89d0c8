import { clsx } from 'clsx'
import { type ReactNode, useState } from 'react'
import { charts as t } from '@/messages/en'
import { type ChartData, ChartTable } from './ChartTable'

export interface LegendEntry {
  text: string
  /** The swatch: a class that fills it, or a dashed line. */
  mark: 'series' | 'dashed'
}

interface ChartFrameProps {
  /** Names the table for screen readers. */
  label: string
  legend?: LegendEntry[]
  /** A sentence in the legend's place, where there is one series only. */
  lead?: string
  /** Something to do with the chart, beside the way to its numbers. */
  action?: ReactNode
  data: ChartData
  /** Take the free height of a column; the chart inside measures it. */
  fill?: boolean
  children: ReactNode
}

/** A chart with its legend and the way to its numbers. */
export function ChartFrame(props: ChartFrameProps) {
  const { label, legend = [], lead, action, data, fill = false, children } = props
  const [asTable, setAsTable] = useState(false)
  return (
    <div className={clsx('flex flex-col gap-3', fill && 'flex-1')}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
        {lead && <p className="min-w-0 flex-1">{lead}</p>}
        {legend.map((entry) => (
          <span key={entry.text} className="inline-flex items-center gap-2">
            {entry.mark === 'series' ? (
              <span className="size-2.5 rounded-[2px] bg-series-1" />
            ) : (
              <span className="w-5 border-t-2 border-dashed border-series-2" />
            )}
            {entry.text}
          </span>
        ))}
        <span className="ml-auto flex items-center gap-4">
          {action}
          <button
            type="button"
            onClick={() => setAsTable(!asTable)}
            className="target underline decoration-line-strong underline-offset-4 hover:text-ink"
          >
            {asTable ? t.viewAsChart : t.viewAsTable}
          </button>
        </span>
      </div>
      {asTable ? <ChartTable label={t.tableOf(label)} data={data} /> : children}
    </div>
  )
}
