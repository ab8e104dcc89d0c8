/** Words around every chart. */
export const charts = {
  viewAsTable: 'View as table',
}
