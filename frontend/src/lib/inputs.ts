import { inputs as t } from '@/messages/en'
import { sentenceCase } from './format'

/**
 * What people call an input of a model: "card_count_1h" is "Card: orders in an hour". One that a
 * newer model has brought is spelt as it is: "Some new input".
 */
export function inputName(name: string): string {
  const known = t.names[name]
  if (known) return known
  const cut = name.indexOf('_')
  const [entity, trait] = [t.entities[name.slice(0, cut)], t.traits[name.slice(cut + 1)]]
  if (entity && trait) return t.of(entity, trait)
  const words = name.replace(/_/g, ' ')
  return sentenceCase(words)
}
