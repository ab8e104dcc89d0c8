import { clsx } from 'clsx'
import { ruleEditor as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { NumberField } from '@/ui/NumberField'
import { Segmented } from '@/ui/Segmented'
import { Skeleton } from '@/ui/Skeleton'
import { GroupBox } from './GroupBox'
import { useLines } from './lines'
import type { Effect } from './written'
import { pointsOf } from './written'

const EFFECTS: readonly Effect[] = ['review', 'block', 'approve', 'points']

interface LinesCardProps {
  effect: Effect
  points: string
  /** The sentence of the address is being read: there are no lines yet. */
  isFirst: boolean
  /** The sentence cannot be read: the lines stay at what could be, until it can or is taken back. */
  isWaiting: boolean
  /** There is something to go back to. */
  wasReadable: boolean
  onEffect: (effect: Effect, points: string) => void
  onTakeBack: () => void
}

/** The rule as lines: what must be so, and what happens then. */
export function LinesCard({
  effect,
  points,
  isFirst,
  isWaiting,
  wasReadable,
  onEffect,
  onTakeBack,
}: LinesCardProps) {
  const { root } = useLines()
  const isWrong = effect === 'points' && pointsOf(points) === null
  return (
    <Card title={t.lines} note={t.linesNote}>
      <div className="flex flex-col gap-4">
        {isWaiting && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-sunken px-3 py-2 text-sm text-ink-2">
            <span className="min-w-48 flex-1">{t.waiting}</span>
            <Button size="s" onClick={onTakeBack}>
              {wasReadable ? t.takeBack : t.clear}
            </Button>
          </div>
        )}
        <fieldset
          disabled={isWaiting}
          className={clsx('min-w-0', isWaiting && '[&_:is(button,input,select)]:opacity-55')}
        >
          <legend className="sr-only">{t.lines}</legend>
          {isFirst ? <Skeleton className="h-70 max-sm:h-80" /> : <GroupBox group={root} />}
          <div className="mt-5 flex flex-col gap-2 border-t border-line pt-4">
            <h3 className="text-md font-semibold">{t.effect}</h3>
            <div>
              <Segmented
                label={t.effect}
                value={effect}
                options={EFFECTS.map((value) => ({ value, label: t.effects[value] }))}
                onChange={(next) => onEffect(next, points)}
              />
            </div>
            <p className="text-sm text-ink-3">{t.effectSays[effect]}</p>
            {effect === 'points' && (
              <div className="max-w-48">
                <NumberField
                  label={t.points}
                  hint={t.pointsHint}
                  value={points}
                  onChange={({ target }) => onEffect(effect, target.value)}
                  {...(isWrong && points.trim() && { error: t.notPoints })}
                />
              </div>
            )}
          </div>
        </fieldset>
      </div>
    </Card>
  )
}
