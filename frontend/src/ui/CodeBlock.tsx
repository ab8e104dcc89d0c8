import { CopyButton } from './CopyButton'

interface CodeBlockProps {
  /** What it is: "curl". */
  label: string
  code: string
}

/** A command or snippet with a button that copies it; long lines scroll inside. */
export function CodeBlock({ label, code }: CodeBlockProps) {
  return (
    <div className="min-w-0 overflow-hidden rounded-md border border-line bg-surface">
      <div className="flex items-center justify-between border-b border-line py-1 pr-1 pl-4 text-sm text-ink-2">
        {label}
        <CopyButton text={code} />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto px-4 py-3 font-mono text-xs leading-5 focus-visible:-outline-offset-2"
      >
        {code}
      </pre>
    </div>
  )
}
