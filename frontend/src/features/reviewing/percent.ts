const MOST_PERCENT = 20

/** What was typed as a share 0..0.2; undefined where it is none. */
export function shareOf(typed: string): number | undefined {
  if (!/^\d{1,2}(\.\d{1,3})?$/.test(typed.trim())) return undefined
  const percent = Number(typed)
  return percent <= MOST_PERCENT ? percent / 100 : undefined
}

/** What was typed as a whole number within limits; undefined where it is none. */
export function wholeOf(typed: string, least: number, most: number): number | undefined {
  if (!/^\d{1,6}$/.test(typed.trim())) return undefined
  const number = Number(typed)
  return number >= least && number <= most ? number : undefined
}
