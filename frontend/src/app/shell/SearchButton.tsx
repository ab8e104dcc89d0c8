import { Search } from 'lucide-react'
import { runShortcut } from '@/lib/keys'
import { useKeyText } from '@/lib/shortcuts'
import { palette as t } from '@/messages/en'
import { IconButton } from '@/ui/IconButton'
import { Kbd } from '@/ui/Kbd'

const open = () => void runShortcut('palette')

/** The way to the palette for a pointer: like a field where there is room, else a button. */
export function SearchButton() {
  const key = useKeyText('palette')
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts={key}
        onClick={open}
        className="hidden h-9 w-full max-w-85 min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface px-3 text-base text-ink-3 shadow-1 hover:border-line-strong md:flex"
      >
        <Search aria-hidden="true" size={16} className="flex-none" />
        <span className="min-w-0 flex-1 truncate text-left">{t.open}</span>
        {key && <Kbd>{key}</Kbd>}
      </button>
      <span className="md:hidden">
        <IconButton label={t.title} aria-haspopup="dialog" onClick={open}>
          <Search aria-hidden="true" size={18} />
        </IconButton>
      </span>
    </>
  )
}
