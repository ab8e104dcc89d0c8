/** Made-up orders to look around with. */
export const sample = {
  title: 'Explore with sample data',
  text: '2,000 made-up orders. Remove them any time.',
  there: 'The made-up orders are among your test data.',
  making: (done: string, total: string) => `${done} of ${total} made-up orders judged.`,
  removing: (done: string, total: string) => `${done} of ${total} made-up orders removed.`,
  progress: 'How far the sample data is',
  look: 'Look at them',
  remove: 'Remove them',
  line: 'These are made-up orders.',
}
