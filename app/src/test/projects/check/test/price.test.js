import { expect, test } from 'vitest'
import { price } from '../shared/price.js'

test('price includes tax', () => {
  expect(price(100)).toBe(119)
})

test('price of nothing is nothing', () => {
  expect(price(0)).toBe(0)
})
