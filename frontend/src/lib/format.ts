/** Numbers, money and times as people read them. Pure: zone, currency and now are arguments. */

const LOCALE = 'en-US'
const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

const cache = new Map<string, Intl.NumberFormat>()

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = cache.get(key) ?? new Intl.NumberFormat(LOCALE, options)
  cache.set(key, known)
  return known
}

/** A real minus sign: the hyphen of Intl is shorter than a plus and sits lower than the digits. */
const typeset = (text: string): string => text.replace(/-/g, '−')

/**
 * Money from the API's decimal text. `whole` drops the cents, for headlines and charts; `compact`
 * says $1.2K, for axes.
 */
export function money(
  amount: string | number,
  currency: string,
  style: 'exact' | 'whole' | 'compact' = 'exact',
): string {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency }
  if (style === 'whole') options.maximumFractionDigits = 0
  if (style === 'compact') {
    options.notation = 'compact'
    options.maximumFractionDigits = 1
  }
  return typeset(numberFormat(options).format(Number(amount)))
}

/** Words with their first letter made large, as a sentence begins; the rest stays as written. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** 48,213 */
export function count(value: number): string {
  return typeset(numberFormat({ maximumFractionDigits: 0 }).format(value))
}

/** 48.2K, for axes and badges. */
export function compact(value: number): string {
  return typeset(numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value))
}

/** A share 0..1 as 1.4%; with fewer decimals when there is no use for them. */
export function percent(share: number, decimals = 1): string {
  return typeset(numberFormat({ style: 'percent', maximumFractionDigits: decimals }).format(share))
}

/** A chance 0..1 as people can picture it: "about 6 in 10", "about 3 in 100", "fewer than 1 in 1,000". */
export function frequency(share: number): string {
  if (share < 0.0005) return 'fewer than 1 in 1,000'
  if (share < 0.0095) return `about ${Math.round(share * 1000)} in 1,000`
  if (share > 0.995) return 'more than 99 in 100'
  if (share < 0.095 || share > 0.905) return `about ${Math.round(share * 100)} in 100`
  return `about ${Math.round(share * 10)} in 10`
}

/** +31, −9, 0: points of a contribution, with the sign written out; 0 to 2 decimals. */
export function points(value: number, decimals = 0): string {
  const options: Intl.NumberFormatOptions = { signDisplay: 'exceptZero' }
  options.minimumFractionDigits = decimals
  options.maximumFractionDigits = decimals
  return typeset(numberFormat(options).format(value))
}

/** A number as it is, with at most three decimals: 1,284 or 0.052. */
export function plain(value: number): string {
  return typeset(numberFormat({ maximumFractionDigits: 3 }).format(value))
}

/** A score of 0..100 without decimals, cut and not rounded: 91.9 must not look like a block at 92. */
export function score(value: number): string {
  return String(Math.floor(value))
}

/** 8.2 MB, 12 kB */
export function bytes(value: number): string {
  const mega = value >= 1e6
  const size = value / (mega ? 1e6 : 1e3)
  const options: Intl.NumberFormatOptions = { style: 'unit', unit: mega ? 'megabyte' : 'kilobyte' }
  options.maximumFractionDigits = size < 10 ? 1 : 0
  return numberFormat(options).format(size)
}

/** 41 s, 9 min, 2 h 10 min, 3 d: how long something took or has left. */
export function duration(seconds: number): string {
  const s = Math.round(Math.abs(seconds))
  if (s < 2 * MINUTE) return `${s} s`
  if (s < HOUR) return `${Math.floor(s / MINUTE)} min`
  if (s < DAY) {
    const minutes = Math.floor((s % HOUR) / MINUTE)
    return `${Math.floor(s / HOUR)} h${minutes ? ` ${minutes} min` : ''}`
  }
  return `${Math.floor(s / DAY)} d`
}

/** "3 min ago", "in 22 min", "just now"; from `now`, in milliseconds since 1970. */
export function ago(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000
  if (Math.abs(seconds) < 45) return 'just now'
  const text = Math.abs(seconds) < 2 * MINUTE ? '1 min' : duration(seconds)
  return seconds > 0 ? `${text} ago` : `in ${text}`
}

type Style = 'exact' | 'short' | 'date' | 'day' | 'time'

const DATE_STYLES: Record<Style, Intl.DateTimeFormatOptions> = {
  exact: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  day: { day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
}

/**
 * A time in the merchant's zone: `exact` "9 Nov 2026, 14:05 GMT+1", `short` "9 Nov, 14:05",
 * `date` "9 Nov 2026", `day` "9 Nov", `time` "14:05".
 */
export function when(iso: string, timeZone: string, style: Style): string {
  // British order and 24 hours, like the API's times; only the numbers are American.
  return new Intl.DateTimeFormat('en-GB', { ...DATE_STYLES[style], timeZone }).format(new Date(iso))
}
