import { X } from 'lucide-react'
import { common } from '@/messages/en'

/** A filter that is on, with the way to take it off. */
export function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-8 items-center rounded-md border border-line-strong bg-surface pl-3 text-sm pointer-coarse:h-11">
      {label}
      <button
        type="button"
        onClick={onRemove}
        aria-label={common.remove(label)}
        className="ml-1 inline-flex size-8 items-center justify-center rounded-md text-ink-3 hover:text-ink pointer-coarse:size-11"
      >
        <X aria-hidden="true" size={14} />
      </button>
    </span>
  )
}
