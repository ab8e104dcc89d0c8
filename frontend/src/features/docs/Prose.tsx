import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'

const MARKS = /(`[^`]+`|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/

/** A text with `code`, *emphasis* and [words](/docs/page#heading) that lead to another page. */
export function Prose({ text }: { text: string }) {
  return text.split(MARKS).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
    <Fragment key={place}>{marked(part)}</Fragment>
  ))
}

function marked(part: string) {
  if (part.startsWith('`')) return <Code>{part.slice(1, -1)}</Code>
  if (/^\*./.test(part)) return <em>{part.slice(1, -1)}</em>
  const [, words = '', address = ''] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part) ?? []
  if (!words) return part
  const [path = '', hash] = address.split('#')
  return (
    <Link
      to="/docs/$page"
      params={{ page: path.replace('/docs/', '') }}
      {...(hash && { hash })}
      className="text-accent underline underline-offset-2 hover:text-accent-hover"
    >
      <Prose text={words} />
    </Link>
  )
}

/** A word of the API. */
export function Code({ children }: { children: string }) {
  return (
    <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.9em] break-words">
      {children}
    </code>
  )
}
