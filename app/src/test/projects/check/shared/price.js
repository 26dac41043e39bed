export function price(net) {
  return net + net * 0.19
}
