/** Words around every chart. */
export const charts = {
  viewAsTable: 'View as table',
  viewAsChart: 'View as chart',
  tableOf: (chart: string) => `${chart}, as a table`,
}
