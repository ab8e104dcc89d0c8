import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { MIN_PASSWORD } from '@/lib/password'
import { password as t } from '@/messages/en'
import { PasswordField } from './PasswordField'

interface NewPasswordFieldProps
  extends Omit<ComponentProps<typeof PasswordField>, 'autoComplete' | 'hint'> {
  /** What is typed so far; its length is what counts. */
  typed: string
}

/** A password to be chosen: the rules in words, and how far its length is. */
export function NewPasswordField({ typed, ...field }: NewPasswordFieldProps) {
  // Characters as people count them, like the API: an emoji is one.
  const length = [...typed].length
  const enough = length >= MIN_PASSWORD
  return (
    <div>
      <PasswordField {...field} autoComplete="new-password" hint={t.rules(String(MIN_PASSWORD))} />
      <div className="mt-2 flex items-center gap-3">
        <div aria-hidden="true" className="h-1 flex-1 overflow-hidden rounded-sm bg-line">
          <div
            className={clsx('h-full rounded-sm', enough ? 'bg-accent' : 'bg-control')}
            style={{ width: `${Math.min(100, (length / MIN_PASSWORD) * 100)}%` }}
          />
        </div>
        <p className="text-xs text-ink-2 tabular-nums">
          {enough
            ? t.longEnough(String(length))
            : t.lengthSoFar(String(length), String(MIN_PASSWORD))}
        </p>
      </div>
    </div>
  )
}
