import { docs as t } from '@/messages/en'
import { type Parameter, resolve, type Spec } from './openapi'
import { Code, Prose } from './Prose'
import { limitsOf, typeOf } from './schemaText'
import { TextTable } from './TextTable'

/** What goes into the address and the headers. */
export function Parameters({ spec, parameters }: { spec: Spec; parameters: Parameter[] }) {
  const rows = parameters.map(({ name, in: where, required, description, schema }) => [
    <Named key="name" name={name} required={required ?? false} />,
    t.places[where],
    typeOf(spec, schema),
    <Notes
      key="notes"
      text={description ?? resolve(spec, schema).description}
      limits={limitsOf(schema)}
    />,
  ])
  return <TextTable head={[t.name, t.place, t.type, t.notes]} rows={rows} />
}

export function Named({ name, required }: { name: string; required: boolean }) {
  return (
    <>
      <Code>{name}</Code>
      {required && <span className="block text-xs text-ink-3">{t.required}</span>}
    </>
  )
}

export function Notes({ text, limits }: { text: string | undefined; limits: string }) {
  return (
    <>
      {text && (
        <span className="block max-w-[60ch]">
          <Prose text={text.replaceAll('\n', ' ')} />
        </span>
      )}
      {limits && <span className="block text-xs text-ink-3">{limits}</span>}
    </>
  )
}
