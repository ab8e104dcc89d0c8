import { clsx } from 'clsx'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { common } from '@/messages/en'

interface FileDropProps {
  /** Endings and types for the chooser, such as ".csv,.parquet". */
  accept: string
  /** What is taken: "CSV or Parquet, to 20 MB". */
  hint: string
  onFile: (file: File) => void
}

/** Choose a file or drop it. Whether it is a good one is for the caller to say. */
export function FileDrop({ accept, hint, onFile }: FileDropProps) {
  const [over, setOver] = useState(false)
  return (
    <label
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0]
        if (file) onFile(file)
      }}
      className={clsx(
        'flex flex-col items-center gap-1 rounded-lg border-2 border-dashed px-6 py-10 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
        over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface hover:border-accent',
      )}
    >
      <FileUp aria-hidden="true" size={24} className="mb-1 text-accent" />
      <span className="text-md">
        <span className="font-semibold text-accent underline underline-offset-4">
          {common.chooseFile}
        </span>{' '}
        {common.dropFile}
      </span>
      <span className="text-sm text-ink-3">{hint}</span>
      <input
        type="file"
        accept={accept}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          // Choosing the same file again is a change, too.
          event.target.value = ''
        }}
      />
    </label>
  )
}
