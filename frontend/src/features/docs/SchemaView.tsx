import { docs as t } from '@/messages/en'
import { resolve, type Schema, type Spec, variants } from './openapi'
import { Named, Notes } from './Parameters'
import { Prose } from './Prose'
import { limitsOf, typeOf } from './schemaText'
import { TextTable } from './TextTable'

const DEEPEST = 4

interface SchemaViewProps {
  spec: Spec
  schema: Schema
  /** Part of a request, where it matters what may be left out. */
  sent?: boolean
  depth?: number
}

/** An object's fields; what lies inside a field opens below the table. */
export function SchemaView({ spec, schema, sent = false, depth = 0 }: SchemaViewProps) {
  const shapes = objectsIn(spec, schema)
  if (!shapes.length) {
    return (
      <p className="text-base">
        <Prose text={typeOf(spec, schema)} />
      </p>
    )
  }
  return shapes.map((shape) => (
    <Fields
      key={shape.name}
      spec={spec}
      shape={shape}
      sent={sent}
      depth={depth}
      titled={shapes.length > 1 || depth > 0}
    />
  ))
}

type Shape = Schema & { name?: string }

/** The objects a value may be, through lists and alternatives. */
function objectsIn(spec: Spec, schema: Schema): Shape[] {
  return variants(schema).flatMap((one) => {
    const shape = resolve(spec, one)
    if (shape.properties) return [shape]
    if (shape.items) return objectsIn(spec, shape.items)
    const others = variants(shape)
    return others[0] === shape ? [] : others.flatMap((other) => objectsIn(spec, other))
  })
}

interface FieldsProps {
  spec: Spec
  shape: Shape
  sent: boolean
  depth: number
  titled: boolean
}

function Fields({ spec, shape, sent, depth, titled }: FieldsProps) {
  const fields = Object.entries(shape.properties ?? {})
  const inside = fields.flatMap(([, field]) => objectsIn(spec, field))
  const named = new Map(inside.map((one) => [one.name ?? '', one]))
  const rows = fields.map(([name, field]) => [
    <Named key="name" name={name} required={sent && (shape.required?.includes(name) ?? false)} />,
    typeOf(spec, field),
    <Notes
      key="notes"
      text={field.description ?? variants(field).find((one) => one.description)?.description}
      limits={limitsOf(field)}
    />,
  ])
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {titled && shape.name && (
        <p className="text-sm">
          <span className="font-semibold">{shape.name}</span>{' '}
          {shape.description && (
            <span className="text-ink-2">
              <Prose text={shape.description.replaceAll('\n', ' ')} />
            </span>
          )}
        </p>
      )}
      <TextTable head={[t.name, t.type, t.notes]} rows={rows} />
      {depth < DEEPEST &&
        [...named].map(([name, one]) => (
          <details key={name} className="pl-4">
            <summary className="min-h-6 text-sm text-accent">{t.fieldsOf(name)}</summary>
            <div className="pt-2">
              <SchemaView spec={spec} schema={one} sent={sent} depth={depth + 1} />
            </div>
          </details>
        ))}
    </div>
  )
}
