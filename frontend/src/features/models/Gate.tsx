import { Check, X } from 'lucide-react'
import type { Comparison } from '@/lib/api.gen'
import { model as t } from '@/messages/en'

/** Every condition of a promotion in words, with whether it holds. */
export function Gate({ of: { checks } }: { of: Comparison['gate'] }) {
  return (
    <ul className="flex flex-col gap-2.5">
      {checks.map((check) => (
        <li key={check.name} className="flex gap-2.5 text-sm">
          {check.passed ? (
            <Check aria-hidden="true" size={18} className="mt-px text-accent" />
          ) : (
            <X aria-hidden="true" size={18} className="mt-px text-high-text" />
          )}
          <div className="min-w-0">
            <p className="font-medium">
              {t.checks[check.name] ?? check.name}
              <span className="sr-only">: {check.passed ? t.passed : t.notPassed}</span>
            </p>
            <p className="text-ink-2">{check.text}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
