import { Minus, PenLine, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Policy, Rule } from '@/lib/api.gen'
import { plain } from '@/lib/format'
import { common, policies as t } from '@/messages/en'
import { FigureTable } from '@/ui/FigureTable'
import type { Difference } from './difference'
import { RuleText } from './RuleText'

interface DifferencesProps {
  of: Difference
  /** The numbers of the one before and the one after. */
  versions: readonly [before: number, after: number]
}

/** What one policy does otherwise than another: lines, rules in sentences, the shield. */
export function Differences({ of, versions: [before, after] }: DifferencesProps) {
  if (of.isNone) return <p className="text-sm text-ink-2">{t.sameAs(before)}</p>
  const { lines, shield } = of
  const rows = lines && [
    line(t.reviewFrom, lines.before.review_line, lines.after.review_line),
    line(t.blockFrom, lines.before.block_line, lines.after.block_line),
  ]
  return (
    <div className="flex flex-col gap-3">
      {rows && (
        <FigureTable
          head={[t.lines, common.policy(before), common.policy(after)]}
          rows={rows}
          lined
        />
      )}
      {of.added.length + of.changed.length + of.removed.length > 0 && (
        <ul className="flex flex-col gap-2.5">
          {of.added.map((rule) => (
            <Item key={rule.id} icon={<Plus size={16} />} word={t.isAdded} rule={rule} />
          ))}
          {of.changed.map(({ before: old, after: rule, else: more }) => (
            <Item key={rule.id} icon={<PenLine size={16} />} word={t.isChanged} rule={rule}>
              {[old.sentence !== rule.sentence && t.saidBefore(old.sentence), ...more]
                .filter(Boolean)
                .join(' ')}
            </Item>
          ))}
          {of.removed.map((rule) => (
            <Item key={rule.id} icon={<Minus size={16} />} word={t.isRemoved} rule={rule} />
          ))}
        </ul>
      )}
      {shield && (
        <p className="text-sm">
          <span className="text-ink-3">{t.shield}: </span>
          {t.shieldMoved(shieldText(shield.before), shieldText(shield.after))}
        </p>
      )}
    </div>
  )
}

interface ItemProps {
  icon: ReactNode
  /** Added, changed or taken out: the icon says it to the eye alone. */
  word: string
  rule: Rule
  children?: ReactNode
}

function Item({ icon, word, rule, children }: ItemProps) {
  return (
    <li className="flex gap-2.5">
      <span aria-hidden="true" className="mt-0.5 flex-none text-ink-3">
        {icon}
      </span>
      <div className="min-w-0">
        <RuleText rule={rule} state={word} />
        {children && <p className="text-xs text-ink-3">{children}</p>}
      </div>
    </li>
  )
}

const line = (name: string, before: number, after: number) => ({
  name,
  values: [plain(before), plain(after)],
  marked: before !== after,
})

/** What the shield does, in words. */
export const shieldText = ({ mode, effect }: Policy['shield']) =>
  mode === 'live' ? t.shieldLive[effect] : t.shieldIs[mode]
