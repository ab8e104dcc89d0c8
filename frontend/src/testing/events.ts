import { HttpResponse, http } from 'msw'

const open = new Set<ReadableStreamDefaultController<Uint8Array>>()
let last = 0

const message = (type: string, data: object) => {
  last += 1
  const event = { id: `1-${last}`, type, data, at: '2026-11-21T09:30:00Z' }
  return new TextEncoder().encode(
    `id: ${event.id}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`,
  )
}

/** A stream that stays open and says only what a test has it say. */
export const eventStream = http.get('/api/events', ({ request }) => {
  let mine: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      mine = controller
      open.add(mine)
      mine.enqueue(message('hello', { is_complete: true }))
    },
    cancel() {
      open.delete(mine)
    },
  })
  request.signal.addEventListener('abort', () => open.delete(mine))
  return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } })
})

/** Says on every open stream that something happened; how many heard it. */
export function happen(type: string, data: object = {}): number {
  for (const stream of open) stream.enqueue(message(type, data))
  return open.size
}

/** Ends every open stream, as a service does that is replaced. */
export function endStreams(): void {
  for (const stream of open) stream.close()
  open.clear()
}
