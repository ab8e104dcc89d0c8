import type { RuleHit, TimelineEvent } from '@/lib/api.gen'
import { codeText } from '@/lib/codes'
import { plain, points as pointsText, score as scoreText, when } from '@/lib/format'
import { common, hits, order as t } from '@/messages/en'

type Details = TimelineEvent['details']

/** A detail as text; empty where there is none. */
const text = (details: Details, name: string) => String(details[name] ?? '')
const number = (details: Details, name: string) => Number(details[name] ?? 0)
const named = (words: Record<string, string>, code: string) => words[code] ?? code

/** What an event of the timeline says, in a line; times in `timeZone`. */
export function titleOf({ kind, details }: TimelineEvent, timeZone: string): string {
  const did = t.did[kind]
  // A kind of act that this page does not know yet is still said.
  if (!did) return codeText(kind, '') ?? kind
  return did(subjectOf(kind, details, timeZone))
}

function subjectOf(kind: string, details: Details, timeZone: string): string {
  switch (kind) {
    case 'scored':
      return `${scoreText(number(details, 'score'))}, ${named(t.decided, text(details, 'decision'))}`
    case 'review_opened':
      return named(t.reviewKinds, text(details, 'review_kind'))
    case 'feedback':
      return t.said(
        named(common.sources, text(details, 'source')),
        named(common.labels, text(details, 'label')),
      )
    case 'resolved':
      return named(t.resolutions, text(details, 'resolution'))
    case 'reason':
    case 'reopened':
      return codeText(text(details, 'reason'), '') ?? ''
    case 'snoozed':
      return details.until ? when(text(details, 'until'), timeZone, 'short') : ''
    case 'rule_wrong':
      return text(details, 'name')
    case 'asked':
      return nameOf(details.asked)
    default:
      return ''
  }
}

const nameOf = (person: unknown): string =>
  typeof person === 'object' && person !== null && 'name' in person ? String(person.name) : ''

/** What stands under it, beside who did it: the models, lines, reasons and files it rests on. */
export function detailsOf({ kind, details, by }: TimelineEvent, timeZone: string): string[] {
  const who = by ? [t.by(by)] : []
  switch (kind) {
    case 'scored':
      return [
        t.model(text(details, 'model_version')) +
          (details.arm === 'challenger' ? `, ${t.challenger}` : ''),
        hits.lines(plain(number(details, 'review_line')), plain(number(details, 'block_line'))),
        ...hitsOf(details),
      ]
    case 'review_opened':
      return details.due_at ? [due(details, timeZone)] : []
    case 'resolved': {
      const reason = text(details, 'reason')
      const byDefault = details.source === 'default' ? [t.byDefault] : who
      return [...byDefault, ...(reason ? [codeText(reason, '') ?? reason] : [])]
    }
    case 'feedback':
      return [
        ...who,
        ...(details.file ? [t.fromFile(text(details, 'file'))] : []),
        ...(details.notes ? [text(details, 'notes')] : []),
      ]
    default:
      return who
  }
}

/** The rules, lists and bursts that spoke of it, each in a few words. */
function hitsOf(details: Details): string[] {
  const told = Array.isArray(details.hits) ? (details.hits as RuleHit[]) : []
  return told.map(({ source, name, points }) => {
    const what = source === 'shield' ? (hits.shieldOf[name] ?? name) : name
    const said = `${hits.sources[source]} ${what}`
    return points ? `${said} ${pointsText(points)}` : said
  })
}

/** The number of the policy that decided; null where the event is another. */
export function policyOf({ kind, details }: TimelineEvent): number | null {
  return kind === 'scored' && details.policy_version ? number(details, 'policy_version') : null
}

function due(details: Details, timeZone: string): string {
  const at = when(text(details, 'due_at'), timeZone, 'short')
  const action = text(details, 'default_action')
  return action ? t.due(at, named(t.resolutions, action)) : t.dueOnly(at)
}
