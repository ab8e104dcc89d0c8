/** Settings: what a mistake costs. */
export const costs = {
  title: 'Costs',
  lead: 'What a mistake costs you. Every sum that says saved, lost or at risk is counted with these.',
  card: 'What a mistake costs',
  fee: (currency: string) => `Fee for a charge-back, in ${currency}`,
  feeHint: 'What your bank or provider takes for each, beside the price of the order.',
  margin: 'Margin, in percent of the price',
  marginHint: 'What you lose when a good order is declined.',
  review: (currency: string) => `Cost of one review, in ${currency}`,
  reviewHint: 'The minutes of a person who looks at an order. 0 leaves it out.',
  notMoney: 'Write an amount from 0 to 1,000,000, with at most two decimals.',
  notPercent: 'Write a percentage from 0 to 100, with at most two decimals.',
  missed: (price: string, cost: string) => `A fraud of ${price} that is let through costs ${cost}.`,
  declined: (price: string, cost: string) =>
    `A good order of ${price} that is declined costs ${cost}.`,
  looked: (cost: string) => `Having a person look at an order costs ${cost}.`,
  example: 'With these',
  saved: 'The costs are saved. Sums are counted with them from now on, past days too.',
  failed: 'The costs could not be loaded',
}
