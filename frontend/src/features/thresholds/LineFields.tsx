import { plain } from '@/lib/format'
import { thresholds as t } from '@/messages/en'
import { LineField } from './LineField'
import type { Lines } from './lines'
import { saysOf } from './spread'

interface LineFieldsProps {
  lines: Lines
  onMove: (lines: Lines) => void
}

/** Both lines in figures, and a sentence of what happens to each score. */
export function LineFields({ lines, onMove }: LineFieldsProps) {
  const { review, block } = lines
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-3">
      <LineField
        label={t.reviewFrom}
        value={review}
        refuse={(line) => (line > block ? t.aboveBlock(plain(block)) : null)}
        onChange={(line) => onMove({ review: line, block })}
      />
      <LineField
        label={t.blockFrom}
        value={block}
        refuse={(line) => (line < review ? t.belowReview(plain(review)) : null)}
        onChange={(line) => onMove({ review, block: line })}
      />
      <p className="min-w-60 flex-1 self-center text-sm text-ink-2 tabular-nums">{saysOf(lines)}</p>
    </div>
  )
}
