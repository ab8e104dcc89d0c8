/** Thresholds: from which score on an order is reviewed, and from which it is blocked. */
export const thresholds = {
  title: 'Thresholds',
}
