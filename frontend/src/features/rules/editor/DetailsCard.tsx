import { useMe } from '@/lib/me'
import { ruleEditor as t } from '@/messages/en'
import { Card } from '@/ui/Card'
import { NumberField } from '@/ui/NumberField'
import { TextField } from '@/ui/TextField'
import { type Details, MAX_NAME, priorityOf } from './details'

interface DetailsCardProps {
  details: Details
  /** The name it gets unless one is typed. */
  offered: string
  today: string
  onChange: (details: Details) => void
}

/** What it is called, when it speaks, and how long. */
export function DetailsCard({ details, offered, today, onChange }: DetailsCardProps) {
  const { merchant } = useMe()
  const { name, priority, lastDay } = details
  return (
    <Card title={t.details}>
      <div className="flex flex-col gap-4">
        <TextField
          label={t.name}
          optional
          value={name}
          maxLength={MAX_NAME}
          autoComplete="off"
          placeholder={offered}
          hint={offered ? t.nameHint(offered) : t.nameEmptyHint}
          onChange={({ target }) => onChange({ ...details, name: target.value })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            label={t.priority}
            decimals={false}
            value={priority}
            hint={t.priorityHint}
            onChange={({ target }) => onChange({ ...details, priority: target.value })}
            {...(priorityOf(priority) === null && { error: t.notPriority })}
          />
          <TextField
            label={t.expires}
            optional
            type="date"
            min={today}
            value={lastDay}
            hint={t.expiresHint(merchant.time_zone)}
            onChange={({ target }) => onChange({ ...details, lastDay: target.value })}
            {...(lastDay && lastDay < today && { error: t.isPast })}
          />
        </div>
      </div>
    </Card>
  )
}
