/** Lines of texts as CSV: each cell quoted, and never run as a formula by a spreadsheet. */
export function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map(cell).join(',')).join('\n')
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
