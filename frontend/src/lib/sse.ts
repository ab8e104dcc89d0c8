/** One message of a stream of server-sent events. */
export interface Message {
  id: string
  event: string
  data: string
}

/**
 * The messages in `body`, as they come, until it ends or `signal` says so. A comment, which the server sends so that nobody takes a
 * silent line for a dead one, is a message without data. Format: WHATWG HTML, section 9.2.
 */
export async function* messages(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const stop = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop)
  let rest = ''
  try {
    for (;;) {
      const { done, value: bytes } = await reader.read()
      if (done) return
      const value = decoder.decode(bytes, { stream: true })
      const blocks = (rest + value).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) yield messageOf(block)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

function messageOf(block: string): Message {
  const message = { id: '', event: 'message', data: '' }
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'id' || field === 'event') message[field] = value
  }
  return { ...message, data: data.join('\n') }
}
