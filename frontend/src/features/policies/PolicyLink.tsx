import { Link } from '@tanstack/react-router'
import { policies as t } from '@/messages/en'

/** The number of a policy, leading to all it says; `stretch` makes its whole row lead there. */
export function PolicyLink({ version, stretch = false }: { version: number; stretch?: boolean }) {
  return (
    <Link
      to="/rules/policies/$version"
      params={{ version: String(version) }}
      className={`rounded-sm font-medium whitespace-nowrap ${
        stretch ? 'stretch' : 'text-accent underline-offset-4 hover:underline'
      }`}
    >
      {t.named(version)}
    </Link>
  )
}
