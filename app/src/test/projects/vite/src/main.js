import { greeting } from './greeting.js'

document.getElementById('app').textContent = greeting

if (import.meta.hot) {
  import.meta.hot.accept('./greeting.js', (changed) => {
    document.getElementById('app').textContent = changed.greeting
  })
}
