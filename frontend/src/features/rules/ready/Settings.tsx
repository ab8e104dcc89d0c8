import type { ReadyRule } from '@/lib/api.gen'
import { plain } from '@/lib/format'
import { useMe } from '@/lib/me'
import { readyRules as t } from '@/messages/en'
import { Button } from '@/ui/Button'
import { Facts } from '@/ui/Facts'
import { NumberField } from '@/ui/NumberField'
import { Select } from '@/ui/Select'
import { asItComes, type Choice, numberIn, POINTS } from './choice'

type Parameter = ReadyRule['parameters'][number]
type Effect = ReadyRule['effect']

const EFFECTS: readonly Effect[] = ['review', 'block', 'points']

interface SettingsProps {
  rule: ReadyRule
  choice: Choice
  onChange: (choice: Choice) => void
  /** May change them; whoever may not reads them. */
  may: boolean
}

/** What a ready rule does, and its numbers within their limits. */
export function Settings({ rule, choice, onChange, may }: SettingsProps) {
  const { currency } = useMe().merchant
  const unitOf = ({ name, unit }: Parameter) => (name === 'amount' ? currency : unit)
  if (!may) {
    return (
      <Facts
        facts={[
          [t.does, t.effects[rule.effect]],
          ...rule.parameters.map(
            (one) => [one.label, `${plain(one.value)} ${unitOf(one)}`.trim()] as const,
          ),
        ]}
      />
    )
  }
  const usual = asItComes(rule, choice)
  const isUsual = JSON.stringify(usual) === JSON.stringify(choice)
  const points = numberIn(POINTS, choice.points)
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">{t.settings}</legend>
      {rule.parameters.map((one) => (
        <NumberField
          key={one.name}
          label={one.label}
          value={choice.parameters[one.name] ?? ''}
          hint={t.range(plain(one.low), plain(one.high), unitOf(one))}
          {...outside(one, choice.parameters[one.name] ?? '')}
          onChange={({ target }) =>
            onChange({
              ...choice,
              parameters: { ...choice.parameters, [one.name]: target.value },
            })
          }
        />
      ))}
      <Select
        label={t.does}
        value={choice.effect}
        options={(EFFECTS.includes(rule.effect) ? EFFECTS : [...EFFECTS, rule.effect]).map(
          (value) => ({ value, label: t.effects[value] }),
        )}
        onChange={({ target }) => onChange({ ...choice, effect: target.value as Effect })}
      />
      {choice.effect === 'points' && (
        <NumberField
          label={t.points}
          value={choice.points}
          hint={t.range(plain(POINTS.low), plain(POINTS.high), '')}
          {...(!points && { error: t.noPoints })}
          onChange={({ target }) => onChange({ ...choice, points: target.value })}
        />
      )}
      {!isUsual && (
        <div>
          <Button size="s" look="ghost" onClick={() => onChange(usual)}>
            {t.usual}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function outside(limits: Parameter, text: string): { error: string } | undefined {
  if (numberIn(limits, text) !== undefined) return undefined
  return { error: t.outside(plain(limits.low), plain(limits.high)) }
}
