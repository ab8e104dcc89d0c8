import * as v from 'valibot'
import type { PredictRequest } from '@/lib/api.gen'
import { momentOf, startOfDay } from '@/lib/zone'
import { score as t } from '@/messages/en'

/** Everything is text while it is typed; the schema and `bodyOf` make the request of it. */
const text = v.pipe(v.string(), v.trim())

export const schema = v.object({
  amount: v.pipe(
    text,
    v.nonEmpty(t.amountMissing),
    // People write 1,284.00; the API does not.
    v.transform((typed) => typed.replace(/,(?=\d{3}(\D|$))/g, '')),
    v.regex(/^\d{1,12}(\.\d{1,4})?$/, t.amountWrong),
  ),
  hour: v.pipe(text, v.regex(/^(\d|0\d|1\d|2[0-3])?$/, t.hourWrong)),
  day_of_week: text,
  merchant_category: text,
  transaction_type: text,
  customer: text,
  card: text,
  device: text,
  terminal: text,
  ip: v.pipe(text, v.union([v.literal(''), v.pipe(v.string(), v.ip(t.ipWrong))])),
  email: v.pipe(text, v.regex(/^([^@\s]+@[^@\s]+)?$/, t.emailWrong)),
  country: v.pipe(text, v.regex(/^([A-Za-z]{2})?$/, t.countryWrong)),
  external_id: text,
  occurred_at: text,
  customer_created_at: text,
})

export type Values = v.InferOutput<typeof schema>
export type FieldName = keyof Values

export const FIELDS = Object.keys(schema.entries) as FieldName[]
export const EMPTY = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Values

/** As many characters as the API takes. */
export const LONGEST: Partial<Record<FieldName, number>> = {
  merchant_category: 64,
  transaction_type: 64,
  customer: 128,
  card: 128,
  device: 128,
  terminal: 128,
  email: 254,
  country: 2,
  external_id: 128,
}

/** The order a reviewer remembers: a large sum at night, from a country rarely seen. */
export const EXAMPLE: Values = {
  ...EMPTY,
  amount: '1284.00',
  hour: '3',
  day_of_week: '6',
  merchant_category: 'electronics',
  transaction_type: 'online',
  customer: 'cus_90210',
  country: 'BR',
}

/** The request for what was typed; what was left empty is not sent. Times are in `timeZone`. */
export function bodyOf(values: Values, timeZone: string): PredictRequest {
  const body: Record<string, string | number> = {}
  for (const name of FIELDS) {
    if (values[name] !== '') body[name] = CONVERT[name]?.(values[name], timeZone) ?? values[name]
  }
  return body as unknown as PredictRequest
}

/** A code that is a plain number is sent as one, so that 5 and "5" do not become two categories. */
const code = (typed: string) => (/^(0|[1-9]\d{0,8})$/.test(typed) ? Number(typed) : typed)

const CONVERT: Partial<Record<FieldName, (typed: string, timeZone: string) => string | number>> = {
  hour: Number,
  day_of_week: Number,
  merchant_category: code,
  transaction_type: code,
  occurred_at: momentOf,
  customer_created_at: (day, timeZone) => startOfDay(day, timeZone),
}

/** The command that sends `body` from a terminal, with the key taken from the environment. */
export function curlOf(body: PredictRequest, origin: string): string {
  const json = JSON.stringify(body, null, 2).replace(/'/g, `'\\''`)
  return [
    `curl -s ${origin}/api/predict`,
    `-H "X-API-Key: $SECUREFLOW_API_KEY"`,
    `-H 'Content-Type: application/json'`,
    `-d '${json}'`,
  ].join(' \\\n  ')
}
