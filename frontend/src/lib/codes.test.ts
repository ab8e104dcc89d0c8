import { expect, test } from 'vitest'
import { codeText } from './codes'

test('names of programs become words', () => {
  expect(codeText('digital_goods', 'Category')).toBe('Digital goods')
  expect(codeText('online', 'Type')).toBe('Online')
})

test('a number says what it numbers', () => {
  expect(codeText(5, 'Category')).toBe('Category 5')
})

test("the merchant's own words stay as they came", () => {
  expect(codeText('Möbel & Garten', 'Category')).toBe('Möbel & Garten')
  expect(codeText(null, 'Category')).toBeNull()
})
