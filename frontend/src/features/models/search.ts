import * as v from 'valibot'
import { lenient } from '@/lib/search'

/** The figures of quality over time, as the API names them. */
export const FIGURES = ['average_precision', 'precision', 'recall'] as const
export type Figure = (typeof FIGURES)[number]

/**
 * What the address of the models may hold: the figure of the chart, and what somebody is about to
 * do.
 */
export const modelsSearch = v.object({
  figure: lenient(v.picklist(FIGURES)),
  do: lenient(v.picklist(['train', 'rollback'])),
})

/** The address of one version: whether somebody is about to promote it. */
export const modelSearch = v.object({
  do: lenient(v.picklist(['promote'])),
})
