import { useEffect, useRef } from 'react'
import type { ParsedRule } from '@/lib/api.gen'
import type { ApiError } from '@/lib/errors'
import { ruleEditor as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Card } from '@/ui/Card'
import { ErrorState } from '@/ui/ErrorState'
import { Notice } from '@/ui/Notice'
import { SentenceField } from './SentenceField'
import { isRefusal, type Read, said } from './useRead'

/** What could stand at a place is many things, and the first few tell where one is. */
const MOST_TOLD = 6

interface SentenceCardProps {
  read: Read
  /** The sentence is what was changed last: what is wrong is wrong in it. */
  isOwn: boolean
  onChange: (text: string) => void
}

/** The rule as a sentence, with what is odd about it. */
export function SentenceCard({ read, isOwn, onChange }: SentenceCardProps) {
  const { shown, rule, error, isUnfinished } = read
  const refusal = isOwn && isRefusal(error) ? error : null
  const isEmpty = !shown.text.trim()
  return (
    <Card title={t.sentence} note={t.sentenceNote}>
      <div className="flex flex-col gap-3">
        <SentenceField
          text={shown.text}
          isBehind={!isOwn && !rule}
          error={refusal ? wordsOf(refusal) : undefined}
          mark={refusal ? markOf(refusal, shown.text) : null}
          onChange={onChange}
        />
        {refusal && <Nearest error={refusal} text={shown.text} onChange={onChange} />}
        {error && !isRefusal(error) && (
          <ErrorState title={t.unread} error={error} onRetry={read.retry} />
        )}
        {!isOwn && isUnfinished && !isEmpty && <p className="text-sm text-ink-3">{t.unfinished}</p>}
        {rule && <Problems problems={rule.problems} />}
        {isEmpty && isOwn && <Examples onChoose={onChange} />}
      </div>
    </Card>
  )
}

/** What is wrong: the place is underlined, and fields that may be meant are buttons below. */
function wordsOf(error: ApiError): string {
  const { read, expected } = error.spot
  if (expected?.length) {
    // Kinds of things first, then words that are written as they stand.
    const kinds = expected.filter((one) => /^(an?|the) /.test(one))
    const signs = expected.filter((one) => /^[a-z ]+$/.test(one) && !/^(an?|the) /.test(one))
    const could = [...kinds, ...signs.map((one) => `“${one}”`)].slice(0, MOST_TOLD).join(', ')
    return `${read?.trim() ? t.notHere(read) : t.atEnd} ${t.couldBe(could)}`
  }
  return said(error)
}

/** Where the wrong part begins and ends; at the end of the text it is what stands before it. */
function markOf({ spot }: ApiError, text: string): [number, number] | null {
  if (spot.place == null) return null
  const { place, read } = spot
  return read?.trim()
    ? [place, place + read.length]
    : [Math.max(0, text.trimEnd().length - 1), text.length]
}

interface NearestProps {
  error: ApiError
  text: string
  onChange: (text: string) => void
}

/** Fields that may have been meant: one press puts one where it belongs. */
function Nearest({ error: { spot }, text, onChange }: NearestProps) {
  const { nearest, replaces } = spot
  const box = useRef<HTMLDivElement>(null)
  const putIn = useRef(false)
  // Once it is in, there is no button left: writing goes on where the field now ends.
  useEffect(
    () => () => {
      if (putIn.current) document.querySelector<HTMLElement>('[data-sentence]')?.focus()
    },
    [],
  )
  if (!nearest?.length || !replaces) return null
  const [start, end] = replaces as [number, number]
  return (
    <div ref={box} className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
      {t.didYouMean}
      {nearest.map((field) => (
        <Button
          key={field}
          size="s"
          aria-label={t.putIn(field)}
          onClick={() => {
            putIn.current = true
            onChange(text.slice(0, start) + field + text.slice(end))
          }}
        >
          {field}
        </Button>
      ))}
    </div>
  )
}

function Problems({ problems }: Pick<ParsedRule, 'problems'>) {
  return problems.map(({ kind, text }) => (
    <Notice key={text} tone={kind === 'never' ? 'problem' : 'note'}>
      {kind === 'never' ? `${t.never} ${text}` : text}
    </Notice>
  ))
}

function Examples({ onChoose }: { onChoose: (sentence: string) => void }) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">{t.startFrom}</h3>
      <ul className="flex flex-col gap-1.5">
        {t.examples.map((sentence) => (
          <li key={sentence}>
            <button
              type="button"
              onClick={() => onChoose(sentence)}
              className="w-full rounded-md border border-line-strong bg-surface px-3 py-2 text-left text-sm text-ink-2 hover:bg-sunken hover:text-ink pointer-coarse:min-h-11"
            >
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
