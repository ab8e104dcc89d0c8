/** What we read of the description of the API; it describes itself at /api/openapi.json. */
export interface Spec {
  paths: Record<string, Record<string, RawOperation>>
  components: {
    schemas: Record<string, Schema>
    responses?: Record<string, Response>
    examples?: Record<string, Example>
  }
}

export interface Schema {
  $ref?: string
  type?: string
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
  enum?: unknown[]
  const?: unknown
  default?: unknown
  example?: unknown
  examples?: unknown[]
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
}

interface Example {
  $ref?: string
  summary?: string
  value?: unknown
}

interface Media {
  schema?: Schema
  example?: unknown
  examples?: Record<string, Example>
}

export interface Parameter {
  name: string
  in: 'query' | 'path' | 'header' | 'cookie'
  required?: boolean
  description?: string
  schema: Schema
  example?: unknown
}

export interface Response {
  $ref?: string
  description: string
  content?: Record<string, Media>
}

interface RawOperation {
  operationId: string
  summary: string
  description?: string
  tags?: string[]
  deprecated?: boolean
  parameters?: Parameter[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, Response>
  security?: Record<string, unknown>[]
}

export interface Operation extends RawOperation {
  id: string
  title: string
  method: string
  path: string
  parameters: Parameter[]
}

/** Every operation, in groups, both in the order of the description. */
export function operationsOf(spec: Spec): { tag: string; operations: Operation[] }[] {
  const groups = new Map<string, Operation[]>()
  for (const [path, methods] of Object.entries(spec.paths)) {
    // A service that hands out the dashboard itself describes that, too.
    if (!path.startsWith('/api/')) continue
    for (const [method, raw] of Object.entries(methods)) {
      const tag = raw.tags?.[0] ?? ''
      const operation: Operation = {
        ...raw,
        id: raw.operationId,
        title: raw.summary.replace(/\.$/, ''),
        method: method.toUpperCase(),
        path,
        parameters: raw.parameters ?? [],
        responses: mapped(raw.responses, (answer) => wholeResponse(spec, answer)),
      }
      groups.set(tag, [...(groups.get(tag) ?? []), operation])
    }
  }
  return [...groups].map(([tag, operations]) => ({ tag, operations }))
}

const mapped = <T>(values: Record<string, T>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

/** An answer with what it shares with others put in: the answer itself, and its examples. */
function wholeResponse(spec: Spec, given: Response): Response {
  const response = given.$ref ? (spec.components.responses?.[lastPart(given.$ref)] ?? given) : given
  if (!response.content) return response
  const content = mapped(response.content, (media) =>
    media.examples
      ? {
          ...media,
          examples: mapped(media.examples, (one) =>
            one.$ref ? (spec.components.examples?.[lastPart(one.$ref)] ?? one) : one,
          ),
        }
      : media,
  )
  return { ...response, content }
}

const lastPart = (reference: string): string => reference.split('/').at(-1) ?? ''

export type Access = 'open' | 'key' | 'person'

/** Who may call it at all: everybody, keys and people, or people only. */
export function accessOf({ security }: Operation): Access {
  if (!security?.length) return 'open'
  return security.some((one) => 'ApiKey' in one) ? 'key' : 'person'
}

/** The schema itself where it is given by name, with that name. */
export function resolve(spec: Spec, schema: Schema): Schema & { name?: string } {
  if (!schema.$ref) return schema
  const name = lastPart(schema.$ref)
  return { ...spec.components.schemas[name], name }
}

/** The shapes a value may have, without that it may be null. */
export function variants(schema: Schema): Schema[] {
  const all = schema.anyOf ?? schema.oneOf ?? schema.allOf
  return all ? all.filter(({ type }) => type !== 'null').flatMap(variants) : [schema]
}

export const mayBeNull = (schema: Schema): boolean =>
  (schema.anyOf ?? schema.oneOf ?? []).some(({ type }) => type === 'null')

const DEEPEST = 6

/** A value that fits: the example of the schema, or one made of its parts. */
export function exampleOf(spec: Spec, schema: Schema, depth = 0): unknown {
  if (schema.$ref) return depth > DEEPEST ? null : exampleOf(spec, resolve(spec, schema), depth + 1)
  const given = schema.example ?? schema.examples?.[0] ?? schema.const
  if (given !== undefined) return given
  if (schema.enum) return schema.enum[0]
  const [first] = variants(schema)
  if (first && first !== schema) return exampleOf(spec, first, depth)
  const { type, properties = {}, items, required = [] } = schema
  if (type === 'object') {
    const wanted = required.length ? required : Object.keys(properties)
    return Object.fromEntries(
      wanted.map((key) => [key, exampleOf(spec, properties[key] ?? {}, depth + 1)]),
    )
  }
  if (type === 'array') return depth > DEEPEST ? [] : [exampleOf(spec, items ?? {}, depth + 1)]
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return false
  if (schema.format === 'date-time') return '2026-11-21T09:30:00Z'
  return 'text'
}

/** The examples of a body by name; one without a name where none was written. */
export function examplesOf(spec: Spec, media: Media): { name: string; value: unknown }[] {
  const named = Object.entries(media.examples ?? {})
  if (named.length) {
    return named.map(([name, { summary, value }]) => ({ name: summary ?? name, value }))
  }
  return [{ name: '', value: media.example ?? exampleOf(spec, media.schema ?? {}) }]
}
