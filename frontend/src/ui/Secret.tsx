import { Download } from 'lucide-react'
import { save } from '@/lib/download'
import { common } from '@/messages/en'
import { Button } from './Button'
import { CopyButton } from './CopyButton'

interface SecretProps {
  /** What it is; names the region for screen readers. */
  label: string
  text: string
  /** The name of the file it is saved as; without one it can only be copied. */
  filename?: string
}

/** Something to be kept: shown whole, with a button that copies it and one that saves it. */
export function Secret({ label, text, filename }: SecretProps) {
  return (
    <section
      aria-label={label}
      className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken"
    >
      <p className="px-3 py-2.5 font-mono text-sm whitespace-pre-wrap wrap-anywhere">{text}</p>
      <div className="flex flex-wrap gap-1 border-t border-line p-1">
        <CopyButton text={text} />
        {filename && (
          <Button
            look="ghost"
            size="s"
            onClick={() => save(new Blob([`${text}\n`], { type: 'text/plain' }), filename)}
          >
            <Download aria-hidden="true" size={16} />
            {common.download}
          </Button>
        )}
      </div>
    </section>
  )
}
