import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { common } from '@/messages/en'

interface PolicyLinkProps {
  version: number
  /** Its whole row leads there. */
  stretch?: boolean
}

/** "Policy 8", which leads to what it says and what became of it. */
export function PolicyLink({ version, stretch = false }: PolicyLinkProps) {
  return (
    <Link
      to="/rules/policies/$version"
      params={{ version: String(version) }}
      className={clsx(
        'rounded-sm whitespace-nowrap',
        stretch
          ? 'stretch font-medium'
          : 'text-accent underline underline-offset-2 pointer-coarse:relative pointer-coarse:after:absolute pointer-coarse:after:-inset-x-1 pointer-coarse:after:-inset-y-3',
      )}
    >
      {common.policy(version)}
    </Link>
  )
}
