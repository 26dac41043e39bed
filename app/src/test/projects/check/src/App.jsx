import { total } from './cart.js'

export default function App() {
  const items = [{ price: 2 }, { price: 3 }]
  return <p id="total">{total(items)}</p>
}
