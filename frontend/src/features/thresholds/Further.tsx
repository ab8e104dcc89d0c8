import type { ComponentProps, ReactNode } from 'react'
import type { Preview } from '@/lib/api.gen'
import { thresholds as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { ChangedRows } from '@/ui/preview/ChangedRows'
import { PreviewNotes } from '@/ui/preview/PreviewNotes'
import { CurveCard } from './CurveCard'

interface FurtherProps extends ComponentProps<typeof CurveCard> {
  /** The service's newest answer, which may be to lines from before. */
  answered: Preview
  isBehind: boolean
  /** In place of the orders where they could not be had. */
  children: ReactNode
}

/** The curve, the orders to open and what cannot be known. */
export default function Further({ answered, isBehind, children, ...curve }: FurtherProps) {
  return (
    <>
      <CurveCard {...curve} />
      <Card title={t.rows} flush>
        <div className="pb-4">{children || <ChangedRows preview={answered} dim={isBehind} />}</div>
      </Card>
      <PreviewNotes preview={answered} />
    </>
  )
}
