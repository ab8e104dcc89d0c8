import type { TransactionsSearch } from './search'

// What an entry of the browser's history knows and its address does not need to say.
declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The list from which an order was opened, to go back to it. */
    list?: TransactionsSearch
  }
}
