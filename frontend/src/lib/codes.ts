import { sentenceCase } from './format'

type Code = number | string | null

/**
 * A category or type as people read it: `digital_goods` is "Digital goods", the bare number 5 is
 * "`word` 5"; null where none was sent. Other text is the merchant's own and stays as it came.
 */
export function codeText(code: Code, word: string): string | null {
  if (code === null) return null
  if (typeof code === 'number') return `${word} ${code}`
  if (!/^[a-z][a-z0-9_]*$/.test(code)) return code
  return sentenceCase(code.replace(/_/g, ' '))
}
