import { useEffect, useRef } from 'react'
import { early } from './early'
import { type Mode, useMode } from './mode'
import { session } from './session'
import type { Happening } from './stream'

/** What is said of; `missed` is said instead of what happened while nobody could listen. */
export type EventType =
  | 'review.opened'
  | 'review.claimed'
  | 'review.released'
  | 'review.resolved'
  | 'review.undone'
  | 'review.changed'
  | 'job.progress'
  | 'transaction.first'
  | 'transaction.refused'
  | 'model.changed'
  | 'policy.changed'
  | 'list.changed'
  | 'shield.burst'
  | 'missed'

/**
 * Hears what happens at the merchant, of one kind or several, while the component is on screen. A
 * browser holds one stream, however many tabs and components listen. On `missed` read lists anew.
 */
export function useEvent(
  types: EventType | readonly EventType[],
  handler: (event: Happening) => void,
): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  const mode = useMode()
  const wanted = [types].flat().join(' ')
  useEffect(() => {
    const types = wanted.split(' ')
    return subscribe(mode, (event) => types.includes(event.type) && latest.current(event))
  }, [mode, wanted])
}

type Listener = (event: Happening) => void

interface Line {
  listeners: Set<Listener>
  hangUp: () => void
}

/** By person and mode. Tabs that show the other data hear other things. */
const lines = new Map<string, Line>()
const LINGER_MS = 1_000
const MISSED: Happening = { id: '', type: 'missed', data: {}, at: '' }

function subscribe(mode: Mode, listener: Listener): () => void {
  const state = session.state()
  if (state.status !== 'signed-in') return () => undefined
  const name = `sf-events:${state.me.id}:${mode}`
  const line = lines.get(name) ?? open(name, mode)
  line.listeners.add(listener)
  return () => {
    line.listeners.delete(listener)
    // The next page may well listen, too.
    setTimeout(() => {
      if (!line.listeners.size) line.hangUp()
    }, LINGER_MS)
  }
}

/** The one tab that gets the lock holds the stream and tells the others; without locks each does. */
function open(name: string, mode: Mode): Line {
  const end = new AbortController()
  const { signal } = end
  const listeners = new Set<Listener>()
  const others = 'locks' in navigator ? new BroadcastChannel(name) : null
  // From here on our own stream tells what has happened, so that no early answer is too old.
  const since = mode === 'live' ? early.since() : ''
  let last = since
  const hear = (event: Happening) => {
    if (event.id) last = event.id
    for (const listener of [...listeners]) listener(event)
  }
  // Early answers are older than another's first word: what happened between them nobody said.
  const catchUp = () => {
    if (early.end()) hear(MISSED)
  }
  const say = (event: Happening) => {
    hear(event)
    if (event.type === 'hello' && since) early.end()
    else if (event.type === 'hello') catchUp()
    others?.postMessage(event)
  }
  others?.addEventListener('message', ({ data }: MessageEvent<Happening>) => {
    hear(data)
    if (data.type === 'hello') catchUp()
  })
  const ways = {
    mode,
    signal,
    last: () => last,
    onEvent: say,
    onMissed: () => say(MISSED),
    onLost: () => {
      last = ''
    },
  }
  // Not with the first script: a page can be read before it is told what has changed since.
  const follow = () => import('./stream').then((stream) => stream.follow(ways))
  // A request for the lock that is aborted, or a script that did not arrive, has nothing to say.
  if (others) {
    // Where another tab holds the stream there is no greeting: its words are heard from now on.
    const isHeld = ({ held }: LockManagerSnapshot) => held?.some((lock) => lock.name === name)
    void navigator.locks
      .query()
      .then((locks) => isHeld(locks) && catchUp())
      .catch(() => undefined)
    navigator.locks.request(name, { signal }, follow).catch(() => undefined)
  } else void follow().catch(() => undefined)
  const hangUp = () => {
    end.abort()
    others?.close()
    forget()
    if (lines.get(name) === line) lines.delete(name)
  }
  const forget = session.subscribe(() => {
    if (session.state().status !== 'signed-in') hangUp()
  })
  const line = { listeners, hangUp }
  lines.set(name, line)
  return line
}
