import { errorFrom, unreachable } from './errors'
import { MODE_HEADER, mode } from './mode'
import { session } from './session'

export interface Progress {
  sent: number
  total: number
}

export interface Parcel {
  file: File
  /** Where it goes: "/api/uploads/score". */
  path: string
  /** What the form says besides. */
  fields?: Record<string, string>
}

/**
 * Sends a file in a form and answers with what became of it, `T` of the API. `fetch` cannot tell
 * how much has been sent, so this is an XMLHttpRequest; `signal` takes it back.
 */
export async function uploadFile<T>(
  { file, path, fields = {} }: Parcel,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<T> {
  // Renewed beforehand: sending the file twice after a 401 would cost the person minutes.
  await session.refresh()
  const token = await session.token()
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    body.append('file', file)
    request.open('POST', path)
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader(MODE_HEADER, mode.now())
    request.upload.onprogress = (event) => onProgress({ sent: event.loaded, total: event.total })
    request.onerror = () => reject(unreachable())
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as T)
      if (request.status === 401) session.end()
      reject(errorFrom(request.status, request.responseText, headersOf(request)))
    }
    const takeBack = () => {
      request.abort()
      reject(new DOMException('Cancelled', 'AbortError'))
    }
    signal.addEventListener('abort', takeBack, { once: true })
    request.send(body)
  })
}

function headersOf(request: XMLHttpRequest): Headers {
  const lines = request
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)
  const pairs = lines.map((line) => line.split(/:\s*/, 2)).filter((pair) => pair.length === 2)
  return new Headers(pairs as [string, string][])
}
