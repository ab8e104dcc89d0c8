import { Link } from '@tanstack/react-router'
import type { Rule } from '@/lib/api.gen'
import { policies as t } from '@/messages/en'
import { When } from '@/ui/When'

interface RuleTextProps {
  rule: Rule
  /** What became of it, before its name. */
  state?: string
}

/** A rule as its sentence, under its name, which leads to its page. */
export function RuleText({ rule, state }: RuleTextProps) {
  return (
    <>
      <p className="text-base wrap-anywhere">{rule.sentence}</p>
      <p className="text-xs text-ink-3">
        {state && `${state}: `}
        <Link
          to="/rules/$id"
          params={{ id: String(rule.id) }}
          className="rounded-sm text-accent underline-offset-4 hover:underline pointer-coarse:py-3.5"
        >
          {rule.name}
        </Link>
        {rule.ready && ` · ${t.readyRule}`}
        {rule.expires_at && (
          <>
            {' '}
            · {t.expires} <When at={rule.expires_at} as="short" />
          </>
        )}
      </p>
    </>
  )
}
