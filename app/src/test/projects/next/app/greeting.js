export function Greeting() {
  return <h1>the first greeting</h1>
}
