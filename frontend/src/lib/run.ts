import { unreachable } from './errors'
import { type Call, typedHeadersOf } from './snippets'

/** What came back for a call, whatever its status. */
export interface Outcome {
  status: number
  /** Those that a reader of the docs may build on, as they came. */
  headers: [name: string, value: string][]
  /** JSON set in lines; anything else as it is. */
  text: string
}

const TOLD = [
  'X-Request-ID',
  'Idempotent-Replayed',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'ETag',
  'Deprecation',
  'Sunset',
]

/** Sends `call` with an API key, as a program would: without the session of the person. */
export async function run(call: Call, key: string): Promise<Outcome> {
  const response = await fetch(call.path, {
    method: call.method,
    headers: typedHeadersOf(call, key),
    body: call.body === undefined ? null : JSON.stringify(call.body),
    credentials: 'omit',
    // Every run shall be one: a stored answer would hide what changed.
    cache: 'no-store',
  }).catch(() => {
    throw unreachable()
  })
  const told = TOLD.map((name) => [name, response.headers.get(name)] as const)
  return {
    status: response.status,
    headers: told.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    text: inLines(await response.text()),
  }
}

function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
