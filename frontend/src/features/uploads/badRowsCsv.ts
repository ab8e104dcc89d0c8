import type { Upload } from '@/lib/api.gen'
import { csv } from '@/lib/csv'

/** The rows that could not be read as CSV, in the API's own words. */
export function badRowsCsv(rows: Upload['bad_rows']): string {
  const lines = rows.map((row) => [String(row.line), row.field ?? '', row.message])
  return csv([['line', 'column', 'reason'], ...lines])
}
