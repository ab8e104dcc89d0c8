import type { Upload } from '@/lib/api.gen'

/** The rows that could not be read as CSV, in the API's own words. */
export function badRowsCsv(rows: Upload['bad_rows']): string {
  const lines = rows.map((row) => [String(row.line), row.field ?? '', row.message])
  return [['line', 'column', 'reason'], ...lines].map((line) => line.map(cell).join(',')).join('\n')
}

/** Quoted, and never run as a formula by a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
