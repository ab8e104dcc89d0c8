import { Suspense } from 'react'
import { lazily } from '@/lib/online'
import type { Block } from '@/messages/en/guide/page'
import { CodeBlock } from '@/ui/CodeBlock'
import { Notice } from '@/ui/Notice'
import { Skeleton } from '@/ui/Skeleton'
import { callsOf } from './calls'
import { ErrorCodes } from './ErrorCodes'
import { Prose } from './Prose'
import { useReader } from './reader'
import { TextTable } from './TextTable'

// The text can be read while what its examples are tried with is on the way.
const Example = lazily(() => import('./Example'))

/** The pieces of a page, one under the other. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block) => <Piece key={JSON.stringify(block)} block={block} />)
}

function Piece({ block }: { block: Block }) {
  const { fill, payment } = useReader()
  if ('p' in block) {
    return (
      <p className="max-w-[75ch] text-base">
        <Prose text={block.p} />
      </p>
    )
  }
  if ('list' in block) return <Items items={block.list} className="list-disc" />
  if ('steps' in block) return <Items ordered items={block.steps} className="list-decimal" />
  if ('note' in block) {
    return (
      <Notice tone="note">
        <Prose text={block.note} />
      </Notice>
    )
  }
  if ('table' in block) return <TextTable {...block.table} />
  if ('call' in block) {
    return (
      <Suspense fallback={<Skeleton className="h-64" />}>
        <Example call={callsOf(payment)[block.call]} />
      </Suspense>
    )
  }
  if ('code' in block) return <CodeBlock label={block.label} code={fill(block.code)} />
  return <ErrorCodes />
}

interface ItemsProps {
  items: readonly string[]
  ordered?: boolean
  className: string
}

function Items({ items, ordered, className }: ItemsProps) {
  const List = ordered ? 'ol' : 'ul'
  return (
    <List className={`flex max-w-[75ch] flex-col gap-1.5 pl-5 text-base ${className}`}>
      {items.map((item) => (
        <li key={item}>
          <Prose text={item} />
        </li>
      ))}
    </List>
  )
}
