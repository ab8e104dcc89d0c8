/** Days of a time zone, as "2026-11-09", and the moments at which they begin. */

/** The day it is in `timeZone` at a moment. */
export function dayOf(iso: string, timeZone: string): string {
  const { year, month, day } = clock(Date.parse(iso), timeZone)
  return `${year}-${month}-${day}`
}

/** When a day begins in `timeZone`, or the one `later` days after it, as the API wants it: UTC. */
export function startOfDay(day: string, timeZone: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return atClock(Date.UTC(year, month - 1, date + later), timeZone)
}

/** The moment at which the clocks of `timeZone` show "2026-11-09T14:05", in UTC. */
export function momentOf(shown: string, timeZone: string): string {
  return atClock(Date.parse(`${shown}Z`), timeZone)
}

/** The moment at which the clocks of `timeZone` show what those of UTC show at `wanted`. */
function atClock(wanted: number, timeZone: string): string {
  // The offset at the guess may be another than at the moment itself, on a day on which the clocks change.
  let guess = wanted
  for (let i = 0; i < 2; i += 1) guess = wanted - offset(guess, timeZone)
  return new Date(guess).toISOString()
}

/** How far the clocks of `timeZone` are ahead of UTC at a moment, in milliseconds. */
function offset(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = clock(at, timeZone)
  const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return shown - Math.floor(at / 1000) * 1000
}

type Clock = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>

function clock(at: number, timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  ) as unknown as Clock
}
