import type { ComponentProps } from 'react'
import { TextField } from './TextField'

/**
 * A number, as text with a numeric keyboard: an input of type number would turn the wheel into
 * changes and lose what cannot be parsed.
 */
export function NumberField({
  decimals = true,
  ...rest
}: ComponentProps<typeof TextField> & { decimals?: boolean }) {
  return <TextField inputMode={decimals ? 'decimal' : 'numeric'} autoComplete="off" {...rest} />
}
