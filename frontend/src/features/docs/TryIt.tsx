import { useState } from 'react'
import { type Call, JSON_TYPE } from '@/lib/snippets'
import { docs as t } from '@/messages/en'
import { Select } from '@/ui/Select'
import { TextArea } from '@/ui/TextArea'
import { TextField } from '@/ui/TextField'
import Example from './Example'
import {
  accessOf,
  exampleOf,
  examplesOf,
  type Operation,
  type Parameter,
  type Spec,
} from './openapi'
import { useReader } from './reader'

const WHO = { open: 'nobody', key: 'key', person: 'person' } as const

/** The request of a route with what it needs filled in; all of it can be changed and sent. */
export function TryIt({ spec, operation }: { spec: Spec; operation: Operation }) {
  const asked = operation.parameters.filter(
    ({ in: where, required }) => where === 'path' || (where === 'query' && required),
  )
  const [type = '', json] =
    Object.entries(operation.requestBody?.content ?? {}).find(([name]) => /json/.test(name)) ?? []
  const examples = json ? examplesOf(spec, json) : []
  const written = (place: number) => JSON.stringify(examples[place]?.value, null, 2)
  const { payment } = useReader()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const values = { ...initial(spec, asked, payment), ...typed }
  const [chosen, setChosen] = useState(0)
  const [text, setText] = useState(() => written(0))
  const body = json ? parsed(text) : undefined

  const file = operation.requestBody?.content['multipart/form-data'] && 'orders.csv'
  const call: Call = {
    method: operation.method,
    path: address(operation, values),
    headers: headersOf(spec, operation, type),
    ...(json && { body: body?.value ?? null }),
    ...(file && { file }),
    as: WHO[accessOf(operation)],
  }
  const choose = (place: number) => {
    setChosen(place)
    setText(written(place))
  }
  return (
    <>
      {asked.length > 0 && (
        <div className="grid max-w-xl gap-3 sm:grid-cols-2">
          {asked.map(({ name }) => (
            <TextField
              key={name}
              label={name}
              value={values[name] ?? ''}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
            />
          ))}
        </div>
      )}
      {examples.length > 1 && (
        <div className="max-w-xl">
          <Select
            label={t.example}
            value={String(chosen)}
            onChange={(event) => choose(Number(event.target.value))}
            options={examples.map(({ name }, place) => ({ value: String(place), label: name }))}
          />
        </div>
      )}
      {json && (
        <TextArea
          code
          label={t.bodyToSend}
          rows={Math.min(16, text.split('\n').length + 1)}
          value={text}
          onChange={(event) => setText(event.target.value)}
          {...(body?.wrong && { error: t.noJson })}
        />
      )}
      <Example call={call} runs={!file && !body?.wrong} />
    </>
  )
}

/** A value for each parameter; a payment of the reader's own is found, one of an example is not. */
function initial(spec: Spec, asked: Parameter[], payment?: number): Record<string, string> {
  const own: Record<string, unknown> = { transaction_id: payment }
  return Object.fromEntries(
    asked.map(({ name, schema, example }) => [
      name,
      String(own[name] ?? example ?? exampleOf(spec, schema)),
    ]),
  )
}

/** The headers it cannot do without, and its kind of JSON where that is an unusual one. */
function headersOf(spec: Spec, { parameters }: Operation, type: string): Record<string, string> {
  const headers = parameters
    .filter(({ in: where, required }) => where === 'header' && required)
    .map(({ name, schema }) => [name, String(exampleOf(spec, schema))])
  if (type && type !== JSON_TYPE) headers.push(['Content-Type', type])
  return Object.fromEntries(headers)
}

function parsed(text: string): { value: unknown; wrong: boolean } {
  try {
    return { value: JSON.parse(text) as unknown, wrong: false }
  } catch {
    return { value: null, wrong: true }
  }
}

function address({ path, parameters }: Operation, values: Record<string, string>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  )
  const query = parameters
    .filter(({ in: where, name }) => where === 'query' && values[name])
    .map(({ name }) => [name, values[name] ?? ''])
  return query.length ? `${filled}?${new URLSearchParams(query)}` : filled
}
