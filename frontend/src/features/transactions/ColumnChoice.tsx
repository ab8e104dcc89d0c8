import { Columns3 } from 'lucide-react'
import { useId, useState } from 'react'
import { transactions as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Checkboxes } from '@/ui/Checkboxes'
import { COLUMNS, type ColumnKey, FIXED } from './choice'

interface ColumnChoiceProps {
  chosen: readonly ColumnKey[]
  onChoose: (chosen: readonly ColumnKey[]) => void
}

/** A button that lets one choose the columns, in a panel under it. */
export function ColumnChoice({ chosen, onChoose }: ColumnChoiceProps) {
  const [open, setOpen] = useState(false)
  const panel = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be left out of the flow
    <div
      role="group"
      aria-label={t.columns}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        event.currentTarget.querySelector('button')?.focus()
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        <Columns3 aria-hidden="true" size={16} />
        {t.columns}
      </Button>
      <div
        id={panel}
        hidden={!open}
        className="absolute right-0 z-20 mt-1.5 w-56 rounded-md border border-line bg-raised p-3 shadow-2"
      >
        {open && (
          <Checkboxes
            label={t.columnsShown}
            options={COLUMNS.filter((key) => key !== FIXED).map((value) => ({
              value,
              label: t.heads[value],
            }))}
            value={chosen}
            onChange={(next) => onChoose([FIXED, ...next])}
          />
        )}
      </div>
    </div>
  )
}
