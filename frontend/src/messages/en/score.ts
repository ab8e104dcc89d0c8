export const score = {
  title: 'Score a payment',
}
