import { useState } from 'react'
import type { RuleDetail } from '@/lib/api.gen'
import { ruleEditor as t } from '@/messages/en'
import { Button } from '@/ui/Button'

interface TheirsProps {
  /** The rule as it is now. */
  rule: RuleDetail
  /** Leave what was written, and begin with what the rule is now. */
  onTake: () => void
}

/** Somebody has changed the rule since this page was opened: what it says now, and the choice. */
export function Theirs({ rule, onTake }: TheirsProps) {
  const [seen, setSeen] = useState(rule.sentence)
  if (seen === rule.sentence) return null
  const author = rule.versions[0]?.author
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md bg-high-soft px-3 py-2 text-sm">
      <p className="font-medium">{t.theirs(author ?? t.somebody)}</p>
      <p className="wrap-anywhere">“{rule.sentence}”</p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="s"
          onClick={() => {
            setSeen(rule.sentence)
            onTake()
          }}
        >
          {t.takeTheirs}
        </Button>
        <Button size="s" look="ghost" onClick={() => setSeen(rule.sentence)}>
          {t.keepMine}
        </Button>
      </div>
    </div>
  )
}
