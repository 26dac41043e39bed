// Fails on line 4, on purpose.
export function total(cart) {
  return cart.items
    .map((item) => item.price.amount)
    .reduce((a, b) => a + b, 0)
}
