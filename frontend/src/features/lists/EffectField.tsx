import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form'
import { lists as t } from '@/messages/en'
import { Segmented } from '@/ui/Segmented'
import type { Effect } from './query'

const EFFECTS = ['block', 'allow', 'none'] as const

interface EffectFieldProps<Values extends FieldValues> {
  control: Control<Values>
  /** The field of the form that holds an effect. */
  name: FieldPath<Values>
}

/** What being on a list does, with what that means under it. */
export function EffectField<Values extends FieldValues>(props: EffectFieldProps<Values>) {
  return (
    <Controller
      control={props.control}
      name={props.name}
      render={({ field: { value, onChange } }) => (
        <EffectChoice label={t.effect} value={value} onChange={onChange} />
      )}
    />
  )
}

interface EffectChoiceProps {
  label: string
  value: Effect
  onChange: (effect: Effect) => void
}

function EffectChoice({ label, value, onChange }: EffectChoiceProps) {
  return (
    <div>
      <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
        {label}
      </p>
      <Segmented
        label={label}
        value={value}
        options={EFFECTS.map((effect) => ({ value: effect, label: t.choices[effect] }))}
        onChange={onChange}
      />
      <p className="mt-1 text-xs text-ink-3">{t.effectHint[value]}</p>
    </div>
  )
}
