import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ChevronDown, TriangleAlert } from 'lucide-react'
import { Suspense, useId } from 'react'
import type { Policy, ReadyRule } from '@/lib/api.gen'
import { lazily } from '@/lib/online'
import { readyRules as t } from '@/messages/en'
import { Skeleton } from '@/ui/Skeleton'
import { Tag } from '@/ui/Tag'
import { elsewhere } from './found'
import type { ReadySearch } from './search'

const ReadyPanel = lazily(() => import('./ReadyPanel'))

interface ReadyRowProps {
  rule: ReadyRule
  /** The policy it is shown as it has it. */
  shown: number
  policies: readonly Policy[]
  search: ReadySearch
}

/** A ready rule in words; its title opens the settings and what it would have done. */
export function ReadyRow({ rule, shown, policies, search }: ReadyRowProps) {
  const panel = useId()
  const isOpen = search.rule === rule.key
  return (
    <li className="border-b border-line last:border-0">
      <div className="relative flex flex-col gap-1 px-4 py-3 hover:bg-sunken has-[.stretch:focus-visible]:bg-accent-soft">
        <div className="flex items-start gap-3">
          <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              to="/rules/ready"
              search={{ ...search, rule: isOpen ? undefined : rule.key }}
              replace
              resetScroll={false}
              aria-expanded={isOpen}
              aria-controls={isOpen ? panel : undefined}
              className="stretch rounded-sm text-base font-medium"
            >
              {rule.name}
            </Link>
            <Tag tone={rule.is_on ? 'accent' : 'neutral'}>{rule.is_on ? t.on : t.off}</Tag>
            {rule.problems.length > 0 && <Tag tone="elevated">{t.neverMet}</Tag>}
            {elsewhere(rule, policies, shown).map(({ version, state, isOn }) => (
              <Link
                key={version}
                to="/rules/policies/$version"
                params={{ version: String(version) }}
                className="relative z-10 inline-flex min-h-6 items-center text-xs text-accent underline underline-offset-2"
              >
                {t.elsewhere(version, state === 'draft', isOn)}
              </Link>
            ))}
          </div>
          <ChevronDown
            aria-hidden="true"
            size={18}
            className={clsx('mt-0.5 flex-none text-ink-3', isOpen && 'rotate-180')}
          />
        </div>
        <p className="max-w-[90ch] text-sm text-ink-2">{rule.says}</p>
        <p className="max-w-[90ch] text-sm text-ink">{rule.sentence}</p>
      </div>
      {isOpen && (
        <div id={panel}>
          {rule.problems.map(({ text }) => (
            <p key={text} className="flex gap-2 px-4 pb-2 text-sm text-elevated-text">
              <TriangleAlert aria-hidden="true" size={16} className="mt-0.5 flex-none" />
              <span className="min-w-0">{text}</span>
            </p>
          ))}
          <Suspense fallback={<Skeleton className="m-4 h-96 max-lg:h-208" />}>
            <ReadyPanel key={JSON.stringify(rule)} rule={rule} policy={search.policy} />
          </Suspense>
        </div>
      )}
    </li>
  )
}
