import type { Upload } from './api.gen'
import { errorFrom, unreachable } from './errors'
import { MODE_HEADER, mode } from './mode'
import { session } from './session'

export interface Progress {
  sent: number
  total: number
}

/**
 * Sends a file to be scored and answers with its totals. `fetch` cannot tell how much has been
 * sent, so this is an XMLHttpRequest; `signal` takes it back.
 */
export async function uploadFile(
  file: File,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Upload> {
  // Renewed beforehand: sending the file twice after a 401 would cost the person minutes.
  await session.refresh()
  const token = await session.token()
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('file', file)
    request.open('POST', '/api/uploads/score')
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`)
    request.setRequestHeader(MODE_HEADER, mode.now())
    request.upload.onprogress = (event) => onProgress({ sent: event.loaded, total: event.total })
    request.onerror = () => reject(unreachable())
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Upload)
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
