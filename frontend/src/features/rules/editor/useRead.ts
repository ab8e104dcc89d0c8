import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api } from '@/lib/api'
import type { ParsedRule, RuleField } from '@/lib/api.gen'
import { ApiError } from '@/lib/errors'
import { sentenceCase } from '@/lib/format'
import { useRested } from '@/lib/preview'
import type { Made } from './condition'
import { askedOf, madeOf, type Shown, shownOf, type Written } from './written'

export interface Read {
  shown: Shown
  /** The rule as it is written now; null while it is being read, or cannot be. */
  rule: ParsedRule | null
  /** What could be read last, whatever was written since. */
  last: ParsedRule | null
  /** Why it cannot be read. */
  error: Error | null
  /** Where each part of the condition stands among the lines. */
  made: Made | null
  /** Nothing is written, or a line is not finished. */
  isUnfinished: boolean
  retry: () => void
}

/** Has the service read a rule as it is written, after a rest; there is one grammar, and it is there. */
export function useRead(written: Written, fields: readonly RuleField[]): Read {
  const made = useMemo(() => madeOf(written, fields), [written, fields])
  const asked = askedOf(written, made)
  const rested = useRested(asked)
  const query = useQuery({
    queryKey: ['rules', 'parse', rested],
    queryFn: async ({ signal }): Promise<ParsedRule> => {
      const { data } = await api.POST('/api/rules/parse', { body: rested as never, signal })
      return data as ParsedRule
    },
    enabled: rested !== null,
    staleTime: 60_000,
  })
  const [last, setLast] = useState<ParsedRule | null>(null)
  if (query.data && query.data !== last) setLast(query.data)
  const isOfNow = asked !== null && JSON.stringify(asked) === JSON.stringify(rested)
  return {
    shown: useMemo(() => shownOf(written, last), [written, last]),
    rule: isOfNow ? (query.data ?? null) : null,
    last,
    error: isOfNow ? query.error : null,
    made,
    isUnfinished: asked === null,
    retry: () => void query.refetch(),
  }
}

/** Whether it is the rule that is wrong, and not the network. */
export const isRefusal = (error: Error | null): error is ApiError =>
  error instanceof ApiError && !error.passing && error.status === 422

/** What is wrong, without the place, which is shown, and without what only programs can do. */
export function said({ message }: ApiError): string {
  const words = message
    .replace(/^(sentence|condition[\w.[\]]*): (at character \d+ |at the end )?/, '')
    .replace(/ Did you mean .*\?$/, '')
  const text = sentenceCase(words)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
