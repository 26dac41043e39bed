export function list() {
  return [{ title: 'Dune' }]
}
