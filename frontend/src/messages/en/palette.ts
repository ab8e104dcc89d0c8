/** Search or jump: pages, what can be done here, orders and customers. */
export const palette = {
  title: 'Search or jump',
  open: 'Search or jump to…',
  placeholder: 'An order, a customer, a page or what to do',
  results: 'Results',
  groups: {
    here: 'On this page',
    pages: 'Go to',
    orders: 'Orders',
    customers: 'Customers',
    more: 'More',
  },
  searching: 'Searching',
  failed: 'Orders and customers could not be searched.',
  offline: 'Offline: orders and customers cannot be searched.',
  nothing: (text: string) => `Nothing matches “${text}”.`,
  count: (number: number) => (number === 1 ? '1 result' : `${number} results`),
  foot: [
    ['↑ ↓', 'choose'],
    ['Enter', 'open'],
    ['Esc', 'close'],
  ] as const,
  allMatching: (text: string) => `All orders that match “${text}”`,
  customer: (orders: number, count: string) => (orders === 1 ? '1 order' : `${count} orders`),
}
