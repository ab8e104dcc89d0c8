/** Rules and their pages. */
export const rules = {
  title: 'Rules & thresholds',
  tabs: {
    rules: 'Rules',
    thresholds: 'Thresholds',
    ready: 'Ready rules',
    lists: 'Lists',
    shield: 'Shield',
    policies: 'History',
  },
}
