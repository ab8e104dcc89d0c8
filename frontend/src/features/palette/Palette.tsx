import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useBound } from '@/lib/keys'
import { palette as t } from '@/messages/en'
import { Dialog } from '@/ui/Dialog'
import { Kbd } from '@/ui/Kbd'
import { commandsOf, keyOf, matching, type Option } from './options'
import { useFound } from './useFound'

interface PaletteProps {
  /** Pages and what is always to be had; the page's own commands are found here. */
  options: readonly Option[]
  onClose: () => void
}

/** One field that leads everywhere: orders, customers, pages, and what can be done on this one. */
export default function Palette({ options, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  // What was to be done before this covered the page.
  const [bound] = useState(useBound())
  const found = useFound(text)
  const all = [...matching([...commandsOf(bound), ...options], text), ...found.options]
  const groups = (['here', 'pages', 'orders', 'customers', 'more'] as const)
    .map((group) => ({ group, items: all.filter((option) => option.group === group) }))
    .filter(({ items }) => items.length)
  const inOrder = groups.flatMap(({ items }) => items)
  const chosen = inOrder[Math.min(at, inOrder.length - 1)]

  const run = (option: Option) => {
    onClose()
    // Once the page is uncovered: what takes the focus must not lose it again.
    setTimeout(option.run)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && inOrder.length) {
      event.preventDefault()
      setAt((Math.min(at, inOrder.length - 1) + step + inOrder.length) % inOrder.length)
    } else if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(chosen)
    } else if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      onClose()
    }
  }
  const optionId = (option: Option | undefined) => option && `${id}-${option.id}`
  return (
    <Dialog title={t.title} bare onClose={onClose}>
      <div className="flex flex-none items-center gap-3 border-b border-line px-4">
        <Search aria-hidden="true" size={18} className="text-ink-3" />
        <input
          type="text"
          role="combobox"
          aria-label={t.title}
          aria-expanded={inOrder.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={optionId(chosen)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          placeholder={t.placeholder}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-md text-ink outline-none placeholder:text-ink-3 pointer-coarse:text-lg"
        />
      </div>
      <p role="status" className="sr-only">
        {found.state === 'searching' ? t.searching : t.count(inOrder.length)}
      </p>
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={t.results}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto p-2"
      >
        {groups.map(({ group, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={group} role="group" aria-label={t.groups[group]}>
            <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-xs text-ink-3">
              {t.groups[group]}
            </p>
            {items.map((option) => (
              <Line
                key={option.id}
                id={optionId(option) ?? ''}
                option={option}
                isChosen={option === chosen}
                onPoint={() => setAt(inOrder.indexOf(option))}
                onChoose={() => run(option)}
              />
            ))}
          </div>
        ))}
      </div>
      <Notes text={text} state={found.state} isEmpty={!inOrder.length} />
    </Dialog>
  )
}

interface LineProps {
  id: string
  option: Option
  isChosen: boolean
  onPoint: () => void
  onChoose: () => void
}

function Line({ id, option, isChosen, onPoint, onChoose }: LineProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView?.({ block: 'nearest' })
  }, [isChosen])
  const key = keyOf(option)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys
    <div
      ref={row}
      role="option"
      tabIndex={-1}
      id={id}
      aria-selected={isChosen}
      onPointerMove={isChosen ? undefined : onPoint}
      onClick={onChoose}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 text-base text-ink aria-selected:bg-accent-soft pointer-coarse:min-h-11"
    >
      <span className="min-w-0 truncate">{option.label}</span>
      {option.note && (
        <span className="min-w-0 flex-1 truncate text-right text-sm text-ink-3">{option.note}</span>
      )}
      {key && (
        <span className="ml-auto flex-none">
          <Kbd>{key}</Kbd>
        </span>
      )}
    </div>
  )
}

function Notes({ text, state, isEmpty }: { text: string; state: string; isEmpty: boolean }) {
  const note =
    state === 'failed' || state === 'offline'
      ? t[state]
      : state === 'searching'
        ? t.searching
        : isEmpty
          ? t.nothing(text.trim())
          : null
  return (
    <footer className="flex min-h-10 flex-none flex-wrap items-center gap-x-4 border-t border-line px-4 py-2 text-xs text-ink-3">
      <span className="min-w-0 flex-1 truncate">{note}</span>
      <span aria-hidden="true" className="hidden gap-3 pointer-fine:flex">
        {t.foot.map(([key, does]) => (
          <span key={key} className="flex items-center gap-1">
            <Kbd>{key}</Kbd> {does}
          </span>
        ))}
      </span>
    </footer>
  )
}
