import type { Envelope } from './api.gen'

/** What an error says; a code of ours where no service of ours has answered. */
type Said = Omit<Envelope, 'code' | 'docs'> & { code: string }

/** An error of the API: its envelope, with the HTTP status and the seconds it asks to wait. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly fix: string | null
  readonly field: string | null
  readonly request_id: string
  /** Where somebody was first: who decided what, and when. */
  readonly decided: Pick<Said, 'by' | 'resolution' | 'at'>
  /** Where what is to be changed was changed meanwhile: what it is now, by name. */
  readonly theirs: NonNullable<Said['theirs']> | null
  /** Where a rule cannot be read: the place in its sentence, or the part of its condition. */
  readonly spot: Pick<Said, 'place' | 'read' | 'expected' | 'nearest' | 'replaces' | 'part'>
  readonly status: number
  readonly retryAfter: number | null

  constructor(envelope: Said, status: number, retryAfter: number | null = null) {
    super(envelope.message)
    this.code = envelope.code
    this.fix = envelope.fix ?? null
    this.field = envelope.field ?? null
    this.request_id = envelope.request_id
    const { by, resolution, at } = envelope
    this.decided = { by, resolution, at }
    const { place, read, expected, nearest, replaces, part } = envelope
    this.spot = { place, read, expected, nearest, replaces, part }
    this.theirs = envelope.theirs ?? null
    this.status = status
    this.retryAfter = retryAfter
  }

  /** Whether the same request may well succeed later: nobody refused it. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

/** The error when no answer came at all; status 0. `message` and `fix` are for people. */
export function unreachable(): ApiError {
  return new ApiError({ code: 'unreachable', message: '', request_id: '' }, 0)
}

/** The error that `body`, the text of an answer that is not 2xx, carries; even if it is not ours. */
export function errorFrom(status: number, body: string, headers: Headers): ApiError {
  const wait = Number(headers.get('Retry-After'))
  const retryAfter = Number.isFinite(wait) && wait > 0 ? wait : null
  const request_id = headers.get('X-Request-ID') ?? ''
  try {
    const parsed: unknown = JSON.parse(body)
    if (isEnvelope(parsed)) return new ApiError(parsed, status, retryAfter)
  } catch {
    // A proxy's own page: not our envelope, so there are no words in it for a person.
  }
  return new ApiError({ code: `http_${status}`, message: '', request_id }, status, retryAfter)
}

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value
}
