import { clsx } from 'clsx'
import { score as scoreText } from '@/lib/format'
import { common } from '@/messages/en'
import { LevelGlyph } from './LevelGlyph'
import { LEVEL_SOFT, LEVEL_TEXT, type Level } from './levels'

/** A score with its level's shape; the level's word is read out. */
export function ScoreBadge({ score, level }: { score: number; level: Level }) {
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1.5 rounded-sm px-1.5 text-sm font-semibold tabular-nums',
        LEVEL_SOFT[level],
        LEVEL_TEXT[level],
      )}
    >
      <LevelGlyph level={level} size={10} />
      {scoreText(score)}
      <span className="sr-only">, {common.levelRisk[level]}</span>
    </span>
  )
}
