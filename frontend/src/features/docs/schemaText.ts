import { docs as t } from '@/messages/en'
import { mayBeNull, resolve, type Schema, type Spec, variants } from './openapi'

const unique = (texts: string[]) => [...new Set(texts)]

/** The type of a value in words: "text or null", "list of Prediction", "`approve`, `review`". */
export function typeOf(spec: Spec, schema: Schema): string {
  const parts = unique(variants(schema).map((one) => single(spec, one)))
  if (mayBeNull(schema)) parts.push(t.types.null)
  return parts.join(` ${t.or} `)
}

function single(spec: Spec, schema: Schema): string {
  const { name, type, items, format, enum: words, const: fixed } = resolve(spec, schema)
  if (words) return words.map((word) => `\`${String(word)}\``).join(', ')
  if (fixed !== undefined) return `\`${String(fixed)}\``
  if (type === 'array') return t.listOf(items ? typeOf(spec, items) : t.types.any)
  if (type === 'object' && name) return name
  if (name && schema.$ref && !type) return name
  if (format && t.formats[format]) return t.formats[format]
  return t.types[type ?? 'any'] ?? type ?? t.types.any
}

/** What a value must keep to: "1 to 64 characters", "0 to 23", "default 50". */
export function limitsOf(schema: Schema): string {
  const shapes = variants(schema)
  const texts = shapes.flatMap((one) => {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, pattern } = one
    const least = minimum ?? exclusiveMinimum
    const most = maximum ?? exclusiveMaximum
    return [
      least !== undefined && most !== undefined && t.range(least, most),
      least !== undefined && most === undefined && t.atLeast(least),
      least === undefined && most !== undefined && t.atMost(most),
      one.maxLength !== undefined && t.characters(one.minLength ?? 0, one.maxLength),
      one.maxItems !== undefined && t.entries(one.minItems ?? 0, one.maxItems),
      pattern !== undefined && t.matches(pattern),
    ]
  })
  const { default: preset } = schema
  if (preset !== undefined && preset !== null) texts.push(t.preset(JSON.stringify(preset)))
  return unique(texts.filter((text) => text !== false)).join(' · ')
}
