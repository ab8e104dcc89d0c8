/**
 * What /boot.js has asked for before the app was there: who is signed in, and the first answers of
 * the page. Each is taken once and only at the beginning; later the page asks by itself.
 */
interface Early {
  session: Promise<Response>
  answers: Map<string, Promise<Response>>
}

declare global {
  interface Window {
    secureflowEarly?: Early | undefined
  }
}

/** Answers are taken over this long after the page began; what is older may be out of date. */
const FRESH_MS = 10_000

const isFresh = () => performance.now() < FRESH_MS

let session: Promise<Response> | undefined = window.secureflowEarly?.session
let isTaken = false
let place = ''
let answers = window.secureflowEarly?.answers ?? new Map<string, Promise<Response>>()
// Nothing of a person stays where other scripts find it.
window.secureflowEarly = undefined

export const early = {
  /** The answer to who is signed in, where it was asked for already; once. */
  session(): Promise<Response> | undefined {
    const asked = session
    session = undefined
    return isFresh() ? asked : undefined
  },

  /** Learns the last event before all early answers. */
  began(last: string): void {
    place = last
  },

  /** The last event before all early answers, which are of live data; "" where there are none. */
  since: () => place,

  /** The answer to a request that was sent already, word by word the same; once. */
  take({ url, method }: Request): Promise<Response> | undefined {
    if (!answers.size || method !== 'GET') return undefined
    const { pathname, search } = new URL(url)
    const asked = answers.get(pathname + search)
    answers.delete(pathname + search)
    if (!asked || !isFresh()) return undefined
    isTaken = true
    return asked
  },

  /**
   * Hands out nothing any more, because from now on it is heard what happens; whether something
   * was taken, which may be older than that. True once.
   */
  end(): boolean {
    const was = isTaken
    isTaken = false
    early.clear()
    return was
  },

  /** Forgets what was not taken: it belongs to a session that has ended, or to other data. */
  clear(): void {
    answers = new Map()
    place = ''
  },
}
