import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import type { RuleDetail, RuleField } from '@/lib/api.gen'
import { useMe } from '@/lib/me'
import { listsOptions } from '@/lib/policies'
import { usePreview } from '@/lib/preview'
import { dayOf } from '@/lib/zone'
import { partAt } from './condition'
import { DetailsCard } from './DetailsCard'
import { areSound, priorityOf, USUAL_PRIORITY } from './details'
import { KeptNotice } from './KeptNotice'
import { LinesCard } from './LinesCard'
import { type Lines, LinesContext } from './lines'
import { OrdersCard } from './OrdersCard'
import { SaveBar } from './SaveBar'
import { SentenceCard } from './SentenceCard'
import { MAX_SHARED } from './search'
import { TestCard } from './TestCard'
import { Theirs } from './Theirs'
import { type Kept, useKept } from './useKept'
import { isRefusal, said, useRead } from './useRead'
import { nameOf, type Written } from './written'

interface EditorProps {
  /** The rule that is changed; null where one is written. */
  rule: RuleDetail | null
  /** What the page begins with. */
  base: Kept
  fields: readonly RuleField[]
  /** The name under which what is written is kept. */
  draftName: string
  /** The sentence and the draft that the address names. */
  linked: string | undefined
  policy: number | undefined
}

/** A rule by lines and by sentence, what it would have done, and the way into a draft. */
export default function Editor({ rule, base, fields, draftName, linked, policy }: EditorProps) {
  const { merchant } = useMe()
  const navigate = useNavigate()
  const { now, isKept, isTouched, change, forget } = useKept(draftName, base, linked)
  const { written, details } = now
  const read = useRead(written, fields)
  const { shown, last } = read
  const lists = useQuery(listsOptions()).data
  const write = (next: Written) => change({ written: next })
  const isEmpty = written.by === 'words' && !written.text.trim()
  const isNever = (read.rule ?? last)?.problems.some(({ kind }) => kind === 'never') ?? false
  const isLive = rule?.versions.some(({ state }) => state === 'live')
  const tried = usePreview(
    last && !isEmpty && !isNever
      ? {
          rule: {
            condition: last.condition,
            effect: last.effect,
            points: last.points,
            priority: priorityOf(details.priority) ?? USUAL_PRIORITY,
            ...(rule && isLive && { rule_id: rule.id }),
          },
        }
      : null,
  )
  const share = (sentence: string | undefined) => {
    // Its own sentence needs no telling: the address names the rule.
    const isOwn = sentence === rule?.sentence
    const short = sentence && !isOwn && sentence.length <= MAX_SHARED ? sentence : undefined
    if (short === linked) return
    if (isTouched) change({ sentence: short })
    void navigate({
      to: '.',
      search: (before) => ({ ...before, sentence: short }),
      replace: true,
      resetScroll: false,
    })
  }
  const sentence = isEmpty ? undefined : read.rule?.sentence
  const shareIt = useRef(share)
  shareIt.current = share
  useEffect(() => {
    if (sentence !== undefined || isEmpty) shareIt.current(sentence)
  }, [sentence, isEmpty])

  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    document.querySelector<HTMLElement>(`[data-part="${wanted.current}"]`)?.focus()
    wanted.current = null
  })
  const wrong = useMemo(() => {
    if (written.by !== 'lines' || !isRefusal(read.error)) return null
    const { part } = read.error.spot
    const id = (part && read.made && partAt(read.made, part)) ?? shown.root.id
    return { id, text: said(read.error) }
  }, [written, read.error, read.made, shown.root.id])
  const lines: Lines = {
    root: shown.root,
    fields,
    lists,
    wrong,
    change: (root) => write({ by: 'lines', effect: shown.effect, points: shown.points, root }),
    focus: (id) => {
      wanted.current = id
    },
  }
  const offered = last && !isEmpty ? nameOf(last.sentence) : ''
  const today = dayOf(new Date().toISOString(), merchant.time_zone)
  const isWaiting = written.by === 'words' && isRefusal(read.error)
  const isFirst = linked !== undefined && !isTouched && last === null && !read.error
  return (
    <LinesContext value={lines}>
      {isKept && <KeptNotice onAfresh={forget} />}
      {rule && <Theirs rule={rule} onTake={forget} />}
      {/* What has the focus is never under the bar at the foot. */}
      <div className="grid items-start gap-4 lg:grid-cols-2 lg:grid-rows-[auto_1fr] [&_:is(button,input,select,textarea)]:scroll-mb-28">
        <LinesCard
          effect={shown.effect}
          points={shown.points}
          isFirst={isFirst}
          isWaiting={isWaiting}
          wasReadable={last !== null}
          onEffect={(effect, points) => write({ by: 'lines', effect, points, root: shown.root })}
          onTakeBack={() => write({ by: 'words', text: last?.sentence ?? '' })}
        />
        <div className="flex min-w-0 flex-col gap-4 lg:row-span-2">
          <SentenceCard
            read={read}
            isOwn={written.by === 'words'}
            onChange={(text) => write({ by: 'words', text })}
          />
          <TestCard rule={last} isNever={isNever} tried={tried} isBehind={!read.rule} />
        </div>
        <DetailsCard
          details={details}
          offered={offered}
          today={today}
          onChange={(next) => change({ details: next })}
        />
      </div>
      {tried.preview && <OrdersCard preview={tried.preview} dim={tried.isBehind || !read.rule} />}
      <SaveBar
        id={rule?.id ?? null}
        was={rule?.expires_at ?? null}
        parsed={read.rule}
        name={details.name.trim() || offered}
        details={details}
        draft={policy}
        whyNot={
          isEmpty
            ? 'empty'
            : read.isUnfinished
              ? 'unfinished'
              : read.error
                ? isRefusal(read.error)
                  ? 'unread'
                  : 'away'
                : !read.rule
                  ? 'reading'
                  : isNever
                    ? 'never'
                    : areSound(details, today)
                      ? null
                      : 'details'
        }
        onSaved={forget}
      />
    </LinesContext>
  )
}
