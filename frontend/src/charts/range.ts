/** From this many orders on a share is taken as it is; below, its range is drawn and said. */
const SURE_FROM = 1000
const Z_95 = 1.96

/**
 * Where the true share lies with 95% confidence when `part` of `whole` were counted, as [low, high];
 * null when there are enough orders to need no range. Wilson's score interval, which stays inside
 * 0..1 and is right for few orders (E. B. Wilson, 1927).
 */
export function shareRange(part: number, whole: number): [number, number] | null {
  return whole >= SURE_FROM ? null : wilson(part, whole)
}

/** The lower end of that range, for any count: by it a share of 1 in 1 does not lead a list. */
export function sureShare(part: number, whole: number): number {
  return wilson(part, whole)[0]
}

function wilson(part: number, whole: number): [number, number] {
  if (whole === 0) return [0, 1]
  const share = part / whole
  const z2 = Z_95 ** 2
  const centre = share + z2 / (2 * whole)
  const reach = Z_95 * Math.sqrt((share * (1 - share)) / whole + z2 / (4 * whole ** 2))
  const scale = 1 + z2 / whole
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)]
}
