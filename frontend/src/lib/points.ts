/**
 * Whole numbers that add up to the whole `total`, each less than one away from its exact value and
 * never on the other side of zero: the largest remainders are rounded up. Without it a reader who
 * adds up the points shown would miss the score shown.
 *
 * `total` must lie within one of the exact sum, as a difference of two cut scores does.
 */
export function wholePoints(values: readonly number[], total: number): number[] {
  const whole = values.map(Math.floor)
  const missing = total - whole.reduce((sum, each) => sum + each, 0)
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder)
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1
  return whole
}
