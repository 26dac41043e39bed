// The types are removed from what the browser gets, so its lines are others.
interface Item {
  price: number
}

export interface Cart {
  items: Item[]
}

export function total(cart: Cart): number {
  return cart.items.reduce((sum, item) => sum + item.price, 0)
}
