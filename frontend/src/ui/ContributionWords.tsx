import { clsx } from 'clsx'
import { points as pointsText, sentenceCase } from '@/lib/format'
import type { Contribution } from './why'

/** Each reason as a sentence with its evidence, its bar and its points with the sign written out. */
export function ContributionWords({ contributions }: { contributions: readonly Contribution[] }) {
  const listed = contributions.filter((one) => one.code !== 'others')
  const others = contributions.filter((one) => one.code === 'others')
  const low = Math.min(0, ...listed.map((one) => one.points))
  const high = Math.max(0, ...listed.map((one) => one.points))
  return (
    <ul className="@container">
      {listed.map((one) => (
        <li
          key={`${one.code} ${one.feature}`}
          className="grid grid-cols-[1fr_auto] items-center gap-x-4 border-b border-line py-2 @lg:grid-cols-[1fr_36%_2.5rem]"
        >
          <Sentence of={one} />
          <Bar points={one.points} low={low} high={high} />
          <span
            className={clsx(
              'col-start-2 row-start-1 text-right text-md font-semibold tabular-nums @lg:col-start-3',
              TEXTS[side(one.whole)],
            )}
          >
            {pointsText(one.whole)}
          </span>
        </li>
      ))}
      {others.map((one) => (
        <li
          key={`${one.code} ${one.feature}`}
          className="flex justify-between gap-4 border-b border-line py-2 text-xs text-ink-3"
        >
          <span>{one.text}</span>
          <span className="tabular-nums">{pointsText(one.whole)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What it says, and under it the evidence. */
function Sentence({ of }: { of: Contribution }) {
  const { text, evidence } = of.evidence ? { ...of, evidence: of.evidence } : cut(of.text)
  return (
    <div className="min-w-0">
      <p className="text-base font-medium break-words">{text}</p>
      {evidence && <p className="text-xs break-words text-ink-2">{sentenceCase(evidence)}</p>}
    </div>
  )
}

/** Of payments judged before there was evidence apart: it stands after the last colon. */
function cut(text: string): { text: string; evidence: string } {
  const at = Math.max(text.lastIndexOf(': '), text.lastIndexOf('; '))
  return at < 0 ? { text, evidence: '' } : { text: text.slice(0, at), evidence: text.slice(at + 2) }
}

interface BarProps {
  points: number
  /** The ends of the scale that all bars share. */
  low: number
  high: number
}

function Bar({ points, low, high }: BarProps) {
  const share = (of: number) => `${(100 * of) / (high - low || 1)}%`
  return (
    <div
      aria-hidden="true"
      className="relative col-span-2 row-start-2 mt-1 h-4 @lg:col-span-1 @lg:col-start-2 @lg:row-start-1 @lg:mt-0"
    >
      <span
        className={clsx('absolute inset-y-1 rounded-[2px]', FILLS[side(points)])}
        style={{ left: share(Math.min(0, points) - low), width: share(Math.abs(points)) }}
      />
      <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: share(-low) }} />
    </div>
  )
}

type Side = 'raises' | 'lowers' | 'neither'

const FILLS: Record<Side, string> = { raises: 'bg-high', lowers: 'bg-low', neither: '' }
const TEXTS: Record<Side, string> = {
  raises: 'text-high-text',
  lowers: 'text-low-text',
  neither: 'text-ink-3',
}

function side(points: number): Side {
  if (points === 0) return 'neither'
  return points > 0 ? 'raises' : 'lowers'
}
